package io.meshconformance.reference.proxy.policy;

import io.meshconformance.reference.proxy.session.UserSession;
import java.util.List;
import java.util.function.Function;

/** One condition of a rule. */
sealed interface Criterion {
    /** Whether the condition holds, and why. */
    RuleResult judge(PolicyInput input);

    /** Always holds. */
    record Accept() implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return RuleResult.of(true, Reason.ACCEPT);
        }
    }

    /** Holds in a deny rule, never in an allow rule's favour. */
    record Reject() implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return RuleResult.of(false, Reason.REJECT);
        }
    }

    /** Somebody is signed in. */
    record AuthenticatedUser() implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return RuleResult.of(
                    input.session().isPresent(),
                    input.session().isPresent() ? Reason.AUTHENTICATED_USER : Reason.USER_UNAUTHENTICATED);
        }
    }

    /** The request is a CORS preflight. */
    record CorsPreflight() implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return RuleResult.of(input.preflight(), Reason.CORS_PREFLIGHT);
        }
    }

    /** A text of the request, such as its method or path, matches. */
    record RequestText(Reason reason, Function<PolicyInput, String> text, TextMatcher matcher) implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return RuleResult.of(matcher.matches(text.apply(input)), reason);
        }
    }

    /** A text of the signed-in user, such as the email address, matches. */
    record UserText(Reason reason, Function<UserSession, String> text, TextMatcher matcher) implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return input.session()
                    .map(session -> RuleResult.of(matcher.matches(text.apply(session)), reason))
                    .orElse(RuleResult.of(false, Reason.USER_UNAUTHENTICATED));
        }
    }

    /** A list of the signed-in user, such as a claim's values, matches. */
    record UserList(Reason reason, Function<UserSession, List<String>> list, ListMatcher matcher) implements Criterion {
        @Override
        public RuleResult judge(PolicyInput input) {
            return input.session()
                    .map(session -> RuleResult.of(matcher.matches(list.apply(session)), reason))
                    .orElse(RuleResult.of(false, Reason.USER_UNAUTHENTICATED));
        }
    }

    /** The client's address lies in one of the ranges. */
    record SourceAddress(List<AddressRange> ranges) implements Criterion {
        public SourceAddress {
            ranges = List.copyOf(ranges);
        }

        @Override
        public RuleResult judge(PolicyInput input) {
            return RuleResult.of(ranges.stream().anyMatch(range -> range.contains(input.address())), Reason.SOURCE_IP);
        }
    }
}
