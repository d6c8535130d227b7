package io.meshconformance.harness.recording;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.expect.Attempt;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Judgement;
import io.meshconformance.harness.http.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of a check that its evidence shows.
 *
 * @param all in their order: of a wait that asked often the last one, and all that stand outside waits
 * @param judged the ids of those that a verdict was passed on, in the order of the verdicts
 */
record ShownExchanges(List<Exchange> all, List<String> judged) {

    private static final int CLIENT_ERROR = 400;

    static ShownExchanges of(CheckRecord record) {
        List<List<Attempt>> waits = WaitTimes.attempts(record);
        Set<String> asked = waits.stream()
                .flatMap(wait -> wait.subList(0, wait.size() - 1).stream())
                .map(Attempt::exchangeId)
                .collect(Collectors.toSet());
        return new ShownExchanges(
                record.exchanges().stream()
                        .filter(exchange -> !asked.contains(exchange.id()) || isNamed(exchange, record.verdicts()))
                        .toList(),
                record.verdicts().stream().map(Judgement::exchangeId).toList());
    }

    private static boolean isNamed(Exchange exchange, List<Judgement> verdicts) {
        return verdicts.stream()
                .anyMatch(verdict -> verdict.exchangeId().equals(exchange.id())
                        || verdict.subject().contains(exchange.id())
                        || verdict.expected().contains(exchange.id()));
    }

    /** The one whose way tells most: the last refusal that was judged, or else the last exchange that was. */
    Optional<Exchange> decisive() {
        List<Exchange> inOrder = judged.stream()
                .flatMap(id -> all.stream().filter(exchange -> exchange.id().equals(id)))
                .toList();
        Optional<Exchange> refusal =
                last(inOrder.stream().filter(ShownExchanges::isRefusal).toList());
        return refusal.or(() -> last(inOrder)).or(() -> last(all));
    }

    /** Place of an exchange among them, from zero; null where it is not among them. */
    @Nullable
    Integer place(String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        return null;
    }

    /** A way to sign in is no refusal: it stands at the beginning of every session. */
    private static boolean isRefusal(Exchange exchange) {
        boolean refused = exchange.response()
                .map(response -> response.status() >= CLIENT_ERROR)
                .orElse(true);
        return refused && exchange.answerer() != Answerer.APPLICATION && exchange.answerer() != Answerer.PROVIDER;
    }

    private static Optional<Exchange> last(List<Exchange> exchanges) {
        return exchanges.isEmpty() ? Optional.empty() : Optional.of(exchanges.get(exchanges.size() - 1));
    }
}
