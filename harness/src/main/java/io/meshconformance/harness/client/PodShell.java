package io.meshconformance.harness.client;

import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.kube.ProcessResult;
import java.time.Duration;
import java.util.List;

/** Runs one command where a client stands. */
interface PodShell {

    /**
     * Runs a command to its end.
     *
     * @param command program and arguments; no shell reads them
     * @param limit how long it may take
     * @throws io.meshconformance.run.EnvironmentBroken when it could not be run or did not end: that says
     *     nothing about the peer it was to talk to
     */
    ProcessResult run(List<String> command, Duration limit);

    /** The client that stands there. */
    Caller.Pod caller();
}
