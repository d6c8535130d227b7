package io.meshconformance.reference.proxy.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void readsWhatTheDeploymentGives() throws UnusableArguments {
        Arguments arguments = CommandLine.read(
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gen-secrets | gen-secrets
                    all-in-one --ssh-addr=:22 | --ssh-addr is not implemented by the reference proxy
                    all-in-one --nonsense=1 | unknown flag: --nonsense
                    all-in-one --pomerium-config | flag needs an argument: --pomerium-config
                    all-in-one --pomerium-config=global | required flag "metrics-bind-address" not set
                    all-in-one --pomerium-config=g --metrics-bind-address=x | --metrics-bind-address: expected host:port
                    """)
    void refusesByName(String line, String words) {
        UnusableArguments refusal =
                assertThrows(UnusableArguments.class, () -> CommandLine.read(List.of(line.split(" ")), Map.of()));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }
}
