package io.meshconformance.ci;

import java.util.ArrayList;
import java.util.List;

/** How the programs of a run are started: they are short, and two cores are few. */
final class JvmOptions {

    private static final int WARNS_OF_NATIVE_ACCESS = 22;
    private static final int WARNS_OF_UNSAFE = 24;

    private JvmOptions() {}

    /**
     * The options for a release of Java.
     *
     * @param feature its feature release, such as 17
     */
    static List<String> of(int feature) {
        var options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (feature >= WARNS_OF_NATIVE_ACCESS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        if (feature >= WARNS_OF_UNSAFE) {
            // Netty and protobuf, below the clients, still use it; the warning is for their authors.
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
