package io.meshconformance.harness.client;

import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.kube.PodChoice;
import io.meshconformance.harness.kube.ProcessResult;
import io.meshconformance.harness.kube.ResidentShells;
import java.time.Duration;
import java.util.List;

/** The pod that a client stands in, with a shell that stays there from one request to the next. */
record ClientPod(ResidentShells shells, PodChoice choice, Caller.Place place) implements PodShell {

    @Override
    public Caller.Pod caller() {
        return new Caller.Pod(choice.namespace(), place);
    }

    @Override
    public ProcessResult run(List<String> command, Duration limit) {
        return shells.run(choice, command, limit);
    }
}
