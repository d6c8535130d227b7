package io.meshconformance.harness.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.meshconformance.run.EnvironmentBroken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The clock where containers run. A virtual machine's falls behind while its host sleeps; tokens that are minted here and
 * judged there would then be "expired" or "not yet valid", and a sound mesh would look wrong.
 *
 * @param client a client of the node's API, whose answers carry that clock's time
 * @param apart how far it may be from this machine's
 * @param limit how long the API's answer may take
 */
public record EngineClock(KubernetesClient client, Duration apart, Duration limit) {

    /**
     * The clock of a running node.
     *
     * @param client a client of its API
     * @param limit how long the API's answer may take
     */
    public static EngineClock of(KubernetesClient client, Duration limit) {
        return new EngineClock(client, HostRequirements.load().clock(), limit);
    }

    /**
     * Compares the clocks.
     *
     * @throws EnvironmentBroken when they are too far apart, or the API tells no time
     */
    public void check() {
        Instant asked = Instant.now();
        Instant theirs = date();
        // The header has whole seconds: half of one is its mean error, half of the round trip the other.
        Instant ours = asked.plus(Duration.between(asked, Instant.now()).dividedBy(2));
        problem(theirs, ours, apart).ifPresent(problem -> {
            throw new EnvironmentBroken(problem.what(), problem.cure());
        });
    }

    private Instant date() {
        var request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl().toString().replaceAll("/$", "") + "/version")
                .build();
        try {
            HttpResponse<byte[]> answer = client.getHttpClient()
                    .sendAsync(request, byte[].class)
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(answer.header("Date"))
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElseThrow(() -> silent("its answer has no Date header", null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent("interrupted", e);
        } catch (ExecutionException | TimeoutException | DateTimeException e) {
            throw silent(String.valueOf(e.getMessage()), e);
        }
    }

    private static EnvironmentBroken silent(String why, @Nullable Exception cause) {
        String what = "the node's API does not tell its time: " + why;
        String cure = "run again; docker logs of the node tells why its API is silent";
        return cause == null ? new EnvironmentBroken(what, cure) : new EnvironmentBroken(what, cure, cause);
    }

    /**
     * Judges two clocks.
     *
     * @param theirs where containers run
     * @param ours this machine's
     * @param apart how far they may be apart
     */
    static Optional<Problem> problem(Instant theirs, Instant ours, Duration apart) {
        Duration ahead = Duration.between(ours, theirs);
        if (ahead.abs().compareTo(apart) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "the engine's clock is " + words(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                        + " this machine's",
                "restart Docker Desktop or Colima, whose clock stands while the machine sleeps; on Linux sudo timedatectl"
                        + " set-ntp true"));
    }

    private static String words(Duration apart) {
        return apart.toMinutes() == 0 ? apart.toSeconds() + " s" : apart.toMinutes() + " min";
    }
}
