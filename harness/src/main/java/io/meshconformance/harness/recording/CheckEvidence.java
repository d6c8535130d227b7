package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Picture;
import io.meshconformance.harness.expect.Verdict;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.istio.RequestLogs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One check's record as the report reads it. Nothing leaves it that did not pass the redaction. */
public final class CheckEvidence {

    private static final JsonMapper JSON = new JsonMapper();

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
     * Creates the writer.
     *
     * @param redaction takes the secrets out
     */
    public CheckEvidence(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * Writes a record as a tree.
     *
     * @param record what happened in the check
     * @param around what was there beside
     * @return the tree that is published as {@code check.json}
     */
    public JsonNode of(CheckRecord record, CheckContext around) {
        ObjectNode tree = JSON.createObjectNode();
        ArrayNode expectations = tree.putArray("expectations");
        for (Verdict verdict : record.verdicts()) {
            expectations
                    .addObject()
                    .put("subject", verdict.subject())
                    .put("expected", verdict.expected())
                    .put("actual", verdict.actual())
                    .put("answeredBy", verdict.answeredBy())
                    .put("held", verdict.held());
        }
        ShownExchanges shown = ShownExchanges.of(record);
        ExchangeEvidence exchange = new ExchangeEvidence(redaction, around.logs());
        ArrayNode exchanges = tree.putArray("exchanges");
        shown.all().forEach(each -> exchanges.add(exchange.of(each)));
        tree.set("tokens", new TokenEvidence(redaction, around.genuine()).of(record.tokens(), shown.all()));
        screenshots(tree.putArray("screenshots"), record.pictures());
        tree.set("policies", ScenarioFacts.policies(around.policies()));
        shown.decisive().ifPresent(decisive -> tree.set("hops", HopTrace.of(decisive, around.logs())));
        tree.set("timings", timings(WaitTimes.of(record), around.millis(), around.applyMillis()));
        return redaction.redacted(tree);
    }

    private static void screenshots(ArrayNode screenshots, List<Picture> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            screenshots
                    .addObject()
                    .put("file", file(i))
                    .put("name", picture.words())
                    .put("url", picture.url())
                    .put("text", picture.text());
        }
    }

    private static JsonNode timings(WaitTimes times, long millis, long applyMillis) {
        long barrierMillis = Math.min(times.barrierMillis(), Math.max(0, millis - applyMillis));
        return JSON.createObjectNode()
                .put("applyMillis", applyMillis)
                .put("barrierMillis", barrierMillis)
                .put("assertMillis", Math.max(0, millis - applyMillis - barrierMillis))
                .put("attempts", Math.max(1, times.attempts()))
                .put("retries", times.retries())
                .set("waits", JSON.valueToTree(times.waits()));
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
