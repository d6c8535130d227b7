package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.PictureEvidence;
import io.meshconformance.evidence.PolicyEvidence;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.accesslog.SidecarEntry;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Judgement;
import io.meshconformance.harness.expect.Picture;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.kube.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One check's record as evidence. Nothing leaves it that did not pass the redaction. */
public final class CheckRecording {

    private final Redaction redaction;

    /**
     * What was there beside the requests of a check.
     *
     * @param logs what workloads and sidecars logged, by exchange id
     * @param policies what was in force, at its end or until the check took it back
     * @param genuine whether a token bears a signature of the scenario's own issuer
     * @param millis how long the check took
     * @param applyMillis how long of this it applied manifests, until they were ready
     */
    public record CheckContext(
            RequestLogs logs,
            List<? extends HasMetadata> policies,
            Predicate<Jwt> genuine,
            long millis,
            long applyMillis) {}

    /**
     * Records with a redaction.
     *
     * @param redaction takes the secrets out
     */
    public CheckRecording(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * States what happened in a check.
     *
     * @param record what happened in the check
     * @param around what was there beside
     * @return the evidence, without secrets
     */
    public CheckEvidence of(CheckRecord record, CheckContext around) {
        ShownExchanges shown = ShownExchanges.of(record);
        ExchangeRecording exchange = new ExchangeRecording(redaction, around.logs());
        SidecarEntry last = shown.all().stream()
                .flatMap(each -> around.logs().sidecar(each.id()).stream())
                .reduce((earlier, later) -> later)
                .orElse(new SidecarEntry(MissingNode.getInstance()));
        return redaction.redacted(new CheckEvidence(
                record.verdicts().stream()
                        .map(verdict -> expectation(verdict, shown))
                        .toList(),
                shown.all().stream().map(exchange::of).toList(),
                shown.decisive()
                        .map(decisive -> HopTrace.of(decisive, around.logs()))
                        .orElse(List.of()),
                new TokenRecording(redaction, around.genuine()).of(record.tokens(), shown.all()),
                around.policies().stream().map(policy -> policy(policy, last)).toList(),
                last.details(),
                pictures(record.pictures()),
                WaitTimes.of(record).timings(around.millis(), around.applyMillis())));
    }

    private static ExpectationEvidence expectation(Judgement verdict, ShownExchanges shown) {
        return new ExpectationEvidence(
                verdict.subject(),
                verdict.expected(),
                verdict.actual(),
                verdict.answeredBy(),
                verdict.held(),
                verdict.proof(),
                shown.place(verdict.exchangeId()));
    }

    private static PolicyEvidence policy(HasMetadata policy, SidecarEntry decision) {
        String name =
                policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
        return new PolicyEvidence(policy.getKind(), name, Manifest.toYaml(policy), decision.names(policy));
    }

    private static List<PictureEvidence> pictures(List<Picture> pictures) {
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new PictureEvidence(
                        file(i),
                        pictures.get(i).words(),
                        pictures.get(i).url(),
                        pictures.get(i).text()))
                .toList();
    }

    /**
     * The pictures of a record that may be published, by the names {@link #of} gives them: a picture cannot be redacted,
     * so one in which a secret can be read stays out, and only its redacted text is told.
     *
     * @param record what happened in the check
     * @return the pictures, in their order
     */
    public Map<String, byte[]> pictures(CheckRecord record) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < record.pictures().size(); i++) {
            Picture picture = record.pictures().get(i);
            if (redaction.redacted(picture.text()).equals(picture.text())) {
                files.put(file(i), picture.png());
            }
        }
        return files;
    }

    private static String file(int index) {
        return "screenshot-%02d.png".formatted(index + 1);
    }
}
