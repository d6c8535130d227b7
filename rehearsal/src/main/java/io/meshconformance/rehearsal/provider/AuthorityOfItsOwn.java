package io.meshconformance.rehearsal.provider;

import io.meshconformance.rehearsal.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority that nothing trusts, and a certificate that it has signed, made by the JDK's keytool for one rehearsal. */
final class AuthorityOfItsOwn {

    /** Guards files that end with the rehearsal and that no other user can read. */
    static final String PASSWORD = "rehearsal";

    private AuthorityOfItsOwn() {}

    /**
     * Makes them.
     *
     * @param folder where the files go
     * @param host the name that the certificate is for
     * @param authority where the authority's own certificate goes, in PEM
     * @return a key store with the certificate and its key, PKCS #12
     */
    static Path make(Path folder, String host, Path authority) {
        Path ca = folder.resolve("ca.p12");
        Path server = folder.resolve("server.p12");
        Path request = folder.resolve("server.csr");
        Path signed = folder.resolve("server.crt");
        key(ca, "ca", "CN=Authority of a rehearsal", "-ext", "bc:c");
        keytool(ca, "-exportcert", "-rfc", "-alias", "ca", "-file", authority.toString());
        key(server, "server", "CN=" + host);
        keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                ca,
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-validity",
                "1",
                "-ext",
                "san=dns:" + host,
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        keytool(server, "-importcert", "-noprompt", "-alias", "ca", "-file", authority.toString());
        keytool(server, "-importcert", "-noprompt", "-alias", "server", "-file", signed.toString());
        return server;
    }

    private static void key(Path store, String alias, String name, String... more) {
        var words = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                name,
                "-validity",
                "1"));
        words.addAll(List.of(more));
        keytool(store, words.toArray(String[]::new));
    }

    private static void keytool(Path store, String... words) {
        var all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        all.addAll(List.of(words));
        all.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        Program.of(all.toArray(String[]::new)).run();
    }
}
