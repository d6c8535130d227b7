package io.meshconformance.reports.words;

import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.Deed;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.TokenIdentity;
import io.meshconformance.evidence.WorkloadLog.Told;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hop in words.
 *
 * @param name what it is
 * @param identity what is known of the caller there
 * @param decision what it did
 * @param answered whether it is the one that answered
 */
public record HopWords(String name, String identity, String decision, boolean answered) {

    /** Envoy's detail of a response that is the upstream's own: it decided nothing. */
    private static final String VIA_UPSTREAM = "via_upstream";

    /** The words for a hop. */
    public static HopWords of(PathHop hop) {
        boolean answered = hop.deed().did() == Deed.Did.ANSWERED;
        if (hop instanceof PathHop.Client client) {
            return new HopWords(
                    client.caller().toString(), shown(client), "asks " + client.method() + " " + client.path(), false);
        }
        if (hop instanceof PathHop.Provider provider) {
            return new HopWords(
                    "identity provider", "by its own session and form", deed(provider.deed(), ""), answered);
        }
        if (hop instanceof PathHop.Proxy proxy) {
            return new HopWords(
                    "proxy", session(proxy.session(), answered), deed(proxy.deed(), "passes it on"), answered);
        }
        if (hop instanceof PathHop.Sidecar sidecar) {
            return new HopWords("sidecar", known(sidecar), decided(sidecar), answered);
        }
        PathHop.Workload workload = (PathHop.Workload) hop;
        return new HopWords("workload", seen(workload), reached(workload), answered);
    }

    private static String deed(Deed deed, String otherwise) {
        return deed.did() == Deed.Did.ANSWERED ? "answers " + deed.status() + ", known by " + deed.mark() : otherwise;
    }

    private static String session(@Nullable Caller caller, boolean answered) {
        if (caller == null) {
            return "no session cookie";
        }
        String what = answered ? "a session cookie" : "the session";
        if (caller instanceof Caller.Browser browser) {
            return browser.user() == null ? what : what + " of " + browser.user();
        }
        return what + " of " + caller;
    }

    private static String shown(PathHop.Client client) {
        List<String> shown = new ArrayList<>();
        if (client.session()) {
            shown.add("a session cookie");
        }
        client.tokens().forEach(token -> shown.add(token.header() + ": " + claims(token.token())));
        return shown.isEmpty() ? "shows nothing of itself" : "shows " + String.join(" and ", shown);
    }

    private static String claims(@Nullable TokenIdentity token) {
        if (token == null) {
            return "no readable token";
        }
        List<String> claims = new ArrayList<>();
        if (token.subject() != null) {
            claims.add("sub " + token.subject());
        }
        if (token.issuer() != null) {
            claims.add("iss " + token.issuer());
        }
        if (!token.audience().isEmpty()) {
            claims.add("aud " + String.join(", ", token.audience()));
        }
        return "token of " + String.join(", ", claims);
    }

    private static String known(PathHop.Sidecar sidecar) {
        if (!sidecar.logged()) {
            return "not logged";
        }
        String peer = sidecar.peer() == null ? "no peer identity: plain text" : "peer " + sidecar.peer();
        TokenIdentity token = sidecar.token();
        return token == null
                ? peer + ", no verified token"
                : peer + ", token of " + token.issuer() + "/" + token.subject() + " for "
                        + String.join(", ", token.audience());
    }

    private static String decided(PathHop.Sidecar sidecar) {
        String details =
                sidecar.details().isEmpty() || sidecar.details().equals(VIA_UPSTREAM) ? "" : ", " + sidecar.details();
        return deed(sidecar.deed(), sidecar.logged() ? "admits it" : "no log entry of this request") + details;
    }

    private static String seen(PathHop.Workload workload) {
        if (workload.log() != Told.CAME) {
            return workload.deed().did() == Deed.Did.ANSWERED ? "its log does not say" : "no user";
        }
        List<String> seen = new ArrayList<>();
        if (workload.peer() != null) {
            seen.add("peer " + workload.peer());
        }
        if (workload.assertion() != null) {
            seen.add("assertion " + (workload.assertion() ? "present" : "absent"));
        }
        return seen.isEmpty() ? "as its log shows" : String.join(", ", seen);
    }

    private static String reached(PathHop.Workload workload) {
        return deed(
                workload.deed(),
                switch (workload.log()) {
                    case CAME -> "saw the request";
                    case DID_NOT_COME -> "saw nothing of it";
                    case NOT_SENT_ON -> "was not asked: its sidecar sent nothing on";
                    case NOTHING -> "keeps no log of requests";
                });
    }
}
