package io.meshconformance.harness.outage;

/** Something that every scenario stands on. */
interface Part {

    /** Looks whether it is there. Takes no longer than {@link io.meshconformance.harness.wait.Timeouts#partAnswer}. */
    Sight look();
}
