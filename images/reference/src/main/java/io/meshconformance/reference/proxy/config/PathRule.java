package io.meshconformance.reference.proxy.config;

import java.util.regex.Pattern;

/** Which paths a route serves. */
public sealed interface PathRule {
    /** Whether the path, without query, is served. */
    boolean matches(String path);

    /** The more of the path a rule fixes, the earlier it is asked. */
    int weight();

    /** The very path. */
    record Exact(String path) implements PathRule {
        @Override
        public boolean matches(String asked) {
            return asked.equals(path);
        }

        @Override
        public int weight() {
            return Integer.MAX_VALUE;
        }
    }

    /** The path and everything below it, element by element: {@code /foo} does not serve {@code /foobar} (Kubernetes). */
    record Prefix(String prefix) implements PathRule {
        @Override
        public boolean matches(String asked) {
            String whole = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
            return asked.equals(whole) || asked.startsWith(whole + "/");
        }

        @Override
        public int weight() {
            return prefix.length();
        }
    }

    /** Everything that begins with these characters, as Envoy has it: {@code /foo} serves {@code /foobar} too. */
    record Beginning(String characters) implements PathRule {
        @Override
        public boolean matches(String asked) {
            return asked.startsWith(characters);
        }

        @Override
        public int weight() {
            return characters.length();
        }
    }

    /** The whole path matches the expression. */
    record Expression(Pattern pattern) implements PathRule {
        @Override
        public boolean matches(String asked) {
            return pattern.matcher(asked).matches();
        }

        @Override
        public int weight() {
            return Integer.MAX_VALUE - 1;
        }
    }
}
