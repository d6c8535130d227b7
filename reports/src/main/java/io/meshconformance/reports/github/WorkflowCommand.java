package io.meshconformance.reports.github;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line by which a program speaks to the runner of GitHub Actions ("Workflow commands" in its documentation). Whatever
 * text stands in it ends neither the command nor one of its properties, and begins no second one.
 *
 * @param name the command, such as {@code error}
 * @param properties its properties, in their order
 * @param message its message
 */
record WorkflowCommand(String name, Map<String, String> properties, String message) {

    /** The line, without its end. */
    String line() {
        String told = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property(property.getValue()))
                .collect(Collectors.joining(","));
        return "::" + name + (told.isEmpty() ? "" : " " + told) + "::" + data(message);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
