package io.meshconformance.reference.proxy.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void readsWhatTheDeploymentGives() throws UnusableArguments {
        Arguments arguments = Arguments.read(
                List.of(
                        "all-in-one",
                        "--pomerium-config=global",
                        "--update-status-from-service=pomerium/pomerium-proxy",
                        "--metrics-bind-address=10.0.0.1:9090",
                        "--health-probe-bind-address",
                        "10.0.0.1:28080"),
                Map.of("DEBUG", "true"));
        assertEquals("global", arguments.pomerium());
        assertEquals(new ListenAddress("0.0.0.0", 8443), arguments.server());
        assertEquals(new ListenAddress("10.0.0.1", 28080), arguments.health());
        assertEquals(Optional.of("pomerium/pomerium-proxy"), arguments.statusService());
        assertTrue(arguments.debug());
    }

    @Test
    void defaultsHoldForWhatIsNotGiven() throws UnusableArguments {
        Arguments arguments = Arguments.read(
                List.of("all-in-one", "--pomerium-config=global"),
                Map.of("METRICS_BIND_ADDRESS", ":9090", "HELP", "none", "NAMESPACES", "", "NAME", "example.com/ours"));
        assertEquals(new ListenAddress("0.0.0.0", 9090), arguments.metrics());
        assertEquals(new ListenAddress("127.0.0.1", 28080), arguments.health());
        assertEquals(new ListenAddress("0.0.0.0", 8080), arguments.redirect());
        assertEquals("example.com/ours", arguments.controllerName());
        assertEquals("ingress.pomerium.io", arguments.annotationPrefix());
        assertTrue(arguments.namespaces().include("any"));
        assertEquals(Optional.empty(), arguments.statusService());
        assertFalse(arguments.debug());
    }

    @Test
    void flagsPrevailOverTheEnvironment() throws UnusableArguments {
        Arguments arguments = Arguments.read(
                List.of(
                        "all-in-one",
                        "--pomerium-config=global",
                        "--metrics-bind-address=[::1]:9090",
                        "--namespaces=one, two",
                        "--debug",
                        "--name=ours"),
                Map.of("DEBUG", "true", "NAMESPACES", "three", "NAME", "theirs"));
        assertEquals(new ListenAddress("::1", 9090), arguments.metrics());
        assertEquals(List.of("one", "two"), arguments.namespaces().names());
        assertFalse(arguments.namespaces().include("three"));
        assertEquals("ours", arguments.controllerName());
        assertTrue(arguments.debug());
    }

    @Test
    void helpNamesEveryArgument() throws UnusableArguments {
        assertTrue(Arguments.read(List.of("--help"), Map.of()).help());
        for (String argument : List.of("all-in-one", "--pomerium-config", "--update-status-from-service", "--debug")) {
            assertTrue(Arguments.usage().contains(argument), Arguments.usage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gen-secrets --pomerium-config=g --metrics-bind-address=:1 | command "gen-secrets" is not implemented
                    --pomerium-config=g --metrics-bind-address=:1 | Missing required parameter: 'all-in-one'
                    all-in-one --pomerium-config=g --metrics-bind-address=:1 --ssh-addr=:22 | Unknown option: '--ssh-addr=:22' (the reference proxy implements what --help lists)
                    all-in-one --pomerium-config=g --metrics-bind-address=:1 --nonsense=1 | Unknown option: '--nonsense=1'
                    all-in-one --pomerium-config=g --metrics-bind-address=:1 more | Unmatched argument at index 3: 'more'
                    all-in-one --pomerium-config | Missing required parameter for option '--pomerium-config'
                    all-in-one --pomerium-config= | option '--pomerium-config': expected a value, got none
                    all-in-one --pomerium-config=global | Missing required option: '--metrics-bind-address
                    all-in-one --pomerium-config=g --metrics-bind-address=x | expected host:port, got "x"
                    all-in-one --pomerium-config=g --metrics-bind-address=:1 --services=proxy | --services "proxy" is not implemented
                    all-in-one --pomerium-config=g --metrics-bind-address=:1 --debug=perhaps | is not a boolean
                    all-in-one --pomerium-config=g --metrics-bind-address=:1 --update-status-from-service=x | expected namespace/name
                    """)
    void refusesByName(String line, String words) {
        UnusableArguments refusal =
                assertThrows(UnusableArguments.class, () -> Arguments.read(List.of(line.split(" ")), Map.of()));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }
}
