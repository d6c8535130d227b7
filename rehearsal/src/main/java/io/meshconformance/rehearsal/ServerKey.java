package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for the public names, made for one rehearsal, and its key.
 *
 * @param authority a file with the certificate, for a client that is to trust it
 * @param context the same with its key
 */
record ServerKey(Path authority, SSLContext context) {

    /** Guards a file that ends with the rehearsal and that no other user can read. */
    private static final String PASSWORD = "rehearsal";

    /**
     * Makes them, with the JDK's keytool.
     *
     * @param folder where the files go
     * @param hosts the names
     */
    static ServerKey make(Path folder, Collection<String> hosts) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Path store = folder.resolve("registry.p12");
        Path authority = folder.resolve("registry.crt");
        String names = hosts.stream().map("dns:"::concat).collect(Collectors.joining(","));
        Program.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Registry of a rehearsal",
                        "-ext",
                        "san=" + names,
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .run();
        Program.of(
                        keytool.toString(),
                        "-exportcert",
                        "-rfc",
                        "-alias",
                        "registry",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString(),
                        "-file",
                        authority.toString())
                .run();
        return new ServerKey(authority, context(store));
    }

    private static SSLContext context(Path store) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new EnvironmentBroken("the registry's key cannot be read: " + e, "start again", e);
        }
    }
}
