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

    /** Everything that starts with these characters: {@code /foo} serves {@code /foobar} too, as in Envoy. */
    record Prefix(String prefix) implements PathRule {
        @Override
        public boolean matches(String asked) {
            return asked.startsWith(prefix);
        }

        @Override
        public int weight() {
            return prefix.length();
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
