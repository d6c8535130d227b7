package io.meshconformance.harness.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One document on its way into the page, with every redirect before it, as the browser's own tools tell of it. The
 * headers that really went over the wire come in events of their own, in the order of the hops.
 */
final class Loading implements Consumer<JsonNode> {

    private final List<JsonNode> requests = new ArrayList<>();
    private final List<JsonNode> responses = new ArrayList<>();
    private final List<JsonNode> sentHeaders = new ArrayList<>();
    private final List<JsonNode> receivedHeaders = new ArrayList<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private String document = "";
    private String failure = "";
    private double ended;

    @Override
    public synchronized void accept(JsonNode event) {
        JsonNode told = event.path("params");
        switch (event.path("method").asText()) {
            case "Network.requestWillBeSent" -> requested(told);
            case "Network.requestWillBeSentExtraInfo" -> addOfDocument(sentHeaders, told);
            case "Network.responseReceivedExtraInfo" -> addOfDocument(receivedHeaders, told);
            case "Network.responseReceived" -> responded(told);
            case "Network.loadingFailed" -> failed(told);
            case "Page.loadEventFired" -> loaded.countDown();
            default -> {
                // The browser tells more than anybody asked for.
            }
        }
    }

    private void requested(JsonNode told) {
        if (!told.path("type").asText().equals("Document") || !isHttp(told)) {
            return;
        }
        String id = told.path("requestId").asText();
        if (!id.equals(document)) {
            // A document that another one replaced before it was shown is no part of this way.
            document = id;
            requests.clear();
            responses.clear();
            sentHeaders.removeIf(headers -> !isOfDocument(headers));
            receivedHeaders.removeIf(headers -> !isOfDocument(headers));
        }
        if (told.has("redirectResponse")) {
            responses.add(told.path("redirectResponse"));
        }
        requests.add(told);
    }

    private static boolean isHttp(JsonNode told) {
        return told.path("request").path("url").asText().startsWith("http");
    }

    private void addOfDocument(List<JsonNode> list, JsonNode told) {
        if (document.isEmpty() || isOfDocument(told)) {
            list.add(told);
        }
    }

    private boolean isOfDocument(JsonNode told) {
        return told.path("requestId").asText().equals(document);
    }

    private void responded(JsonNode told) {
        if (isOfDocument(told)) {
            responses.add(told.path("response"));
            ended = told.path("timestamp").asDouble();
        }
    }

    private void failed(JsonNode told) {
        if (isOfDocument(told)) {
            failure = told.path("errorText").asText();
            ended = told.path("timestamp").asDouble();
        }
    }

    /** Released once the page has loaded. */
    CountDownLatch loaded() {
        return loaded;
    }

    /** The id by which the browser knows the document. */
    synchronized String document() {
        return document;
    }

    /** Every request of the way and what became of it, in order. */
    synchronized List<Hop> hops() {
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            JsonNode request = requests.get(i);
            double from = request.path("timestamp").asDouble();
            double to = i + 1 < requests.size()
                    ? requests.get(i + 1).path("timestamp").asDouble()
                    : ended;
            hops.add(new Hop(
                    request,
                    at(responses, i),
                    at(sentHeaders, i).path("headers"),
                    at(receivedHeaders, i).path("headers"),
                    Math.max(0, to - from)));
        }
        return hops;
    }

    /** What went wrong on the way, in the browser's words; empty where nothing did. */
    synchronized String failure() {
        return failure;
    }

    private static JsonNode at(List<JsonNode> list, int index) {
        return index < list.size() ? list.get(index) : MissingNode.getInstance();
    }

    /**
     * One request of the way.
     *
     * @param request the event that told of it
     * @param response its response; missing when none came
     * @param sent the headers as they went out; missing when the browser did not tell
     * @param received the headers as they came in; missing when the browser did not tell
     * @param seconds how long it took
     */
    record Hop(JsonNode request, JsonNode response, JsonNode sent, JsonNode received, double seconds) {}
}
