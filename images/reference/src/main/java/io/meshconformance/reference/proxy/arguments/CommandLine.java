package io.meshconformance.reference.proxy.arguments;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the controller's command line: flags first, then their SCREAMING_SNAKE environment variables, then defaults. */
public final class CommandLine {
    private static final Map<String, String> DEFAULTS = Map.of(
            "health-probe-bind-address", "127.0.0.1:28080",
            "server-addr", ":8443",
            "http-redirect-addr", ":8080",
            "name", "pomerium.io/ingress-controller",
            "prefix", "ingress.pomerium.io",
            "services", "all",
            "debug", "false");
    private static final Set<String> IMPLEMENTED = Set.of(
            "pomerium-config",
            "metrics-bind-address",
            "health-probe-bind-address",
            "server-addr",
            "http-redirect-addr",
            "name",
            "prefix",
            "namespaces",
            "update-status-from-service",
            "services",
            "debug");
    private static final Set<String> KNOWN_ONLY = Set.of(
            "grpc-addr",
            "ssh-addr",
            "databroker-auto-tls",
            "config-controller-shutdown",
            "experimental-gateway-api",
            "gateway-class-controller-name",
            "sync-api-ingress",
            "sync-api-url",
            "sync-api-namespace-id",
            "sync-api-token",
            "databroker-cluster-node-id",
            "databroker-cluster-nodes",
            "databroker-raft-bind-address",
            "databroker-service-urls",
            "certificate-controller-name",
            "debug-pomerium",
            "debug-envoy",
            "debug-admin-addr",
            "debug-dump-config-diff");

    private CommandLine() {}

    /**
     * Reads a command line.
     *
     * @param environment the process environment
     * @throws UnusableArguments naming the first argument that is unknown, not implemented, malformed or missing
     */
    public static Arguments read(List<String> words, Map<String, String> environment) throws UnusableArguments {
        Deque<String> rest = new ArrayDeque<>(words);
        String command = rest.isEmpty() ? "" : rest.removeFirst();
        if (!command.equals("all-in-one")) {
            throw new UnusableArguments("command \"" + command
                    + "\" is not implemented by the reference proxy, which knows only all-in-one");
        }
        Map<String, String> given = new HashMap<>(DEFAULTS);
        IMPLEMENTED.forEach(flag -> Optional.ofNullable(environment.get(variable(flag)))
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> given.put(flag, value)));
        while (!rest.isEmpty()) {
            readFlag(rest, given);
        }
        if (!given.get("services").equals("all")) {
            throw new UnusableArguments("--services: only \"all\" is implemented by the reference proxy");
        }
        return arguments(given);
    }

    private static void readFlag(Deque<String> rest, Map<String, String> given) throws UnusableArguments {
        String word = rest.removeFirst();
        if (!word.startsWith("--")) {
            throw new UnusableArguments("unexpected argument \"" + word + "\"");
        }
        int equals = word.indexOf('=');
        String flag = equals < 0 ? word.substring(2) : word.substring(2, equals);
        if (KNOWN_ONLY.contains(flag)) {
            throw new UnusableArguments("--" + flag + " is not implemented by the reference proxy");
        }
        if (!IMPLEMENTED.contains(flag)) {
            throw new UnusableArguments("unknown flag: --" + flag);
        }
        if (equals >= 0) {
            given.put(flag, word.substring(equals + 1));
        } else if (flag.equals("debug")) {
            given.put(flag, "true");
        } else if (rest.isEmpty()) {
            throw new UnusableArguments("flag needs an argument: --" + flag);
        } else {
            given.put(flag, rest.removeFirst());
        }
    }

    private static Arguments arguments(Map<String, String> given) throws UnusableArguments {
        return new Arguments(
                required(given, "pomerium-config"),
                ListenAddress.read("metrics-bind-address", required(given, "metrics-bind-address")),
                ListenAddress.read("health-probe-bind-address", required(given, "health-probe-bind-address")),
                ListenAddress.read("server-addr", required(given, "server-addr")),
                ListenAddress.read("http-redirect-addr", required(given, "http-redirect-addr")),
                required(given, "name"),
                required(given, "prefix"),
                Optional.ofNullable(given.get("namespaces")).stream()
                        .flatMap(list -> Arrays.stream(list.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                namespacedName(given),
                truth(given.get("debug")));
    }

    private static Optional<String> namespacedName(Map<String, String> given) throws UnusableArguments {
        Optional<String> service = Optional.ofNullable(given.get("update-status-from-service"));
        if (service.isPresent() && !service.get().matches("[^/]+/[^/]+")) {
            throw new UnusableArguments(
                    "--update-status-from-service: expected namespace/name, got \"" + service.get() + "\"");
        }
        return service;
    }

    private static boolean truth(String text) throws UnusableArguments {
        return switch (text) {
            case "true", "1", "t" -> true;
            case "false", "0", "f" -> false;
            default -> throw new UnusableArguments("--debug: expected true or false, got \"" + text + "\"");
        };
    }

    private static String required(Map<String, String> given, String flag) throws UnusableArguments {
        String value = given.get(flag);
        if (value == null || value.isEmpty()) {
            throw new UnusableArguments("required flag \"" + flag + "\" not set");
        }
        return value;
    }

    private static String variable(String flag) {
        return flag.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
