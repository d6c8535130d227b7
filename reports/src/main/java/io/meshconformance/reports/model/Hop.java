package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One hop of a scenario's path: what is known about the caller there, and what it decides.
 *
 * @param name the hop
 * @param identity the identity known there
 * @param decision what it decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hop(String name, String identity, String decision) {

    /** Reads what is absent as empty. */
    public Hop {
        name = Absent.text(name);
        identity = Absent.text(identity);
        decision = Absent.text(decision);
    }

    /** Whether this hop says that it ended the request, by an answer or by cutting it off. */
    public boolean answers() {
        return decision.startsWith("answers") || decision.startsWith("cuts");
    }
}
