package io.meshconformance.reference.dashboard;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One named way in which the dashboard can be wrong. */
enum DashboardFault {
    SKIPS_SIGNATURE("skips-signature", "A token's signature and times are not checked."),
    IGNORES_TOKEN("ignores-token", "No user is known by a token."),
    ONE_USER_FOR_ALL("one-user-for-all", "Every user is taken for the first one who signed in."),
    ALWAYS_SIGNS_UP("always-signs-up", "Unknown users are created although sign-up is off."),
    ALWAYS_SYNCS_ROLES("always-syncs-roles", "A sign-in by token sets the role anew although that is off."),
    SHOWS_LOGIN_FORM("shows-login-form", "The login form works although it is off."),
    TAKES_ANY_ORIGIN("takes-any-origin", "Pages of any origin may open the dashboard's WebSocket."),
    IGNORES_ADDRESS("ignores-address", "The dashboard's configured address makes no origin its own."),
    IGNORES_HOST("ignores-host", "The host that was asked for makes no origin the dashboard's own."),
    EVERY_USER_IS_ADMIN("every-user-is-admin", "Every user gets the Admin role.");

    private final String word;
    private final String sentence;

    DashboardFault(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** Reads a comma separated list; an unknown name is refused, naming the known ones. */
    static Set<DashboardFault> named(String list) {
        Set<DashboardFault> faults = EnumSet.noneOf(DashboardFault.class);
        for (String word : Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList()) {
            faults.add(Arrays.stream(values())
                    .filter(fault -> fault.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown fault " + word + "; known are "
                            + Arrays.stream(values()).map(fault -> fault.word).collect(Collectors.joining(", ")))));
        }
        return faults;
    }

    /** The name and what the dashboard then does wrong: as its log tells it. */
    @Override
    public String toString() {
        return word + ": " + sentence;
    }
}
