package io.meshconformance.harness.outage;

/** A time in which a part is changed on purpose, and so not watched. Closing it ends it; a second time does nothing. */
public interface Absence extends AutoCloseable {

    @Override
    void close();
}
