package io.meshconformance.harness.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A provider of the user's own is a file, read strictly")
class ForeignProviderTest {

    private static final String FILE = """
            issuer: https://login.people.test:8443/realms/people
            client: {id: mesh, secret: {variable: PEOPLE_SECRET}}
            scopes: [openid, email]
            pages:
              - {username: name}
              - {password: password, action: =default}
            users:
              alice: {name: al, password: {variable: AL_PASSWORD}, subject: '7', email: alice@people.test}
              alice in engineers, on-call: {name: al2, password: {file: al2}, subject: '8', email: al2@people.test}
            lacks: {gateway-api: Not here.}
            """;
    private static final Map<String, String> VARIABLES =
            Map.of("PEOPLE_SECRET", "the secret of the proxy", "AL_PASSWORD", "p&ssw=rd of alice");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("names issuer, client and users, and what it cannot have is lacking with the reason")
    void isRead() throws IOException {
        ForeignProvider own = read(FILE);

        assertEquals("login.people.test", own.issuer().host());
        assertEquals(8443, own.issuer().port());
        assertEquals(
                "https://login.people.test:8443/realms/people/.well-known/openid-configuration",
                own.issuer().discovery());
        assertEquals(List.of("openid", "email"), own.client().scopes());
        assertEquals(Map.of("email", "email", "groups", "groups"), own.client().claims());
        assertEquals("the secret of the proxy", own.secret(VARIABLES));
        assertEquals(Optional.of("Not here."), own.lacks(Feature.GATEWAY_API));
        assertTrue(own.lacks(Feature.MADE_UP_USERS).orElseThrow().startsWith("The provider's users are those"));
        assertTrue(own.lacks(Feature.PROVIDER_CONTROL).isPresent());
        assertTrue(own.lacks(Feature.SCRIPTED_REFRESH).isPresent());
        assertEquals(Optional.empty(), own.lacks(Feature.SIGN_IN));
        assertEquals(Optional.empty(), own.lacksUser("alice in engineers, on-call"));
        assertEquals(Optional.of("The provider's file names no user bob."), own.lacksUser("bob"));
        assertFalse(own.judged(Catalogue.load("local")).images().containsKey("identity-provider"));
    }

    @Test
    @DisplayName("its users sign in page after page, and are whom the provider states")
    void users() throws IOException {
        Files.writeString(folder.resolve("al2"), "the other password\n");
        ForeignProvider own = read(FILE);
        var users = new ForeignUsers(own.users(), VARIABLES);
        var signIn = new ProviderSignIn(java.util.Set.of(), own.pages(), users);

        assertEquals(
                List.of(Map.of("username", "al2"), Map.of("password", "the other password", "action", "default")),
                signIn.entries(User.ALICE.in("engineers", "on-call")));
        User alice = users.known(User.ALICE);
        assertEquals(List.of("7", "alice@people.test"), List.of(alice.subject(), alice.email()));
        assertTrue(assertThrows(IllegalStateException.class, () -> users.known(User.BOB))
                .toString()
                .contains("names no user bob"));
    }

    @Test
    @DisplayName("every secret is told, as it is and as a form sends it")
    void secrets() throws IOException {
        Files.writeString(folder.resolve("al2"), "the other password\n");
        var secrets = new MintedSecrets();
        read(FILE).register(VARIABLES, secrets);

        assertEquals(
                List.of(
                        "the secret of the proxy",
                        "p&ssw=rd of alice",
                        "p%26ssw%3Drd+of+alice",
                        "the other password",
                        "the+other+password"),
                secrets.all().stream().map(MintedSecrets.Secret::value).toList());
    }

    @ParameterizedTest(name = "{0} in the place of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            issuer: http://a.test | issuer: https://login.people.test:8443/realms/people | issuer begins with https://
            issuer: https://      | issuer: https://login.people.test:8443/realms/people | issuer is no URL; write issuer: https
            issuer: https://a.test?b | issuer: https://login.people.test:8443/realms/people | issuer is a URL of host and path alone
            issuer: [a]           | issuer: https://login.people.test:8443/realms/people | issuer takes a text
            isuer: a              | lacks: {gateway-api: Not here.}  | isuer is an unknown key; known are addresses, authority
            lacks: {gatewayapi: A.} | lacks: {gateway-api: Not here.}  | lacks.gatewayapi is no feature; write one of gateway-api
            {id: mesh}            | {id: mesh, secret: {variable: PEOPLE_SECRET}} | client.secret is missing; write secret: {variable
            {id: m, secret: hunter2hunter2} | {id: mesh, secret: {variable: PEOPLE_SECRET}} | client.secret takes a mapping; write secret
            {variable: CONFORMANCE_SECRET} | {variable: PEOPLE_SECRET} | client.secret.variable names an environment variable
            {variable: A, file: b} | {variable: PEOPLE_SECRET} | client.secret has one of variable and file
            {env: A}              | {variable: PEOPLE_SECRET} | client.secret.env is an unknown key; known are file, variable
            [email]               | [openid, email] | scopes holds openid; write scopes: [openid
            openid                | [openid, email] | scopes takes a list; write scopes
            {username: nickname}  | {username: name} | pages.username is filled with one of name, password, or
            carol:                | alice: | users.carol is alice, bob or mallory
            bob:                  | alice: | users.alice is missing
            email: alice          | email: alice@people.test | users.alice.email is an address
            nick: al, name: al, password: | name: al, password: | users.alice.nick is an unknown key
            """)
    @DisplayName("refuses, in one line with file, key and cure,")
    void refuses(String wrong, String right, String words) {
        assertTrue(FILE.contains(right), right);
        String message = refusal(FILE.replace(right, wrong));
        assertTrue(message.contains("own.yaml: " + words), message);
        assertFalse(message.contains("hunter2") || message.contains("\n"), message);
    }

    @Test
    @DisplayName("refuses a file without pages that does not say why, and one that is no YAML, without its words")
    void refusesWhole() {
        assertTrue(
                refusal(FILE.replaceAll("(?s)pages:.*users:", "users:")).contains("pages is there, or lacks says why"));
        String message = refusal(FILE + "client: {id: hunter2}\n");
        assertTrue(message.contains("is no YAML at line 11, or has a key there twice"), message);
        assertFalse(message.contains("hunter2") || message.contains("\n"), message);
        assertTrue(refusal("- a").contains("holds no keys; copy one of manifests/providers/examples"));
    }

    @Test
    @DisplayName("refuses a secret that is not there or could not be kept out of a report, and says how it is given")
    void refusesSecrets() throws IOException {
        ForeignProvider own = read(FILE);
        assertTrue(
                unregistered(own, Map.of())
                        .contains(
                                "own.yaml: client.secret names the variable PEOPLE_SECRET, which is not set; export PEOPLE_SECRET=..."));
        assertTrue(unregistered(own, Map.of("PEOPLE_SECRET", "short")).contains("fewer than 12 characters"));
        assertTrue(unregistered(own, VARIABLES).contains("al2, which cannot be read; write the secret into it"));
        ForeignProvider authority = read("authority: ca.pem\n" + FILE);
        assertTrue(unregistered(authority, VARIABLES).contains("authority names " + folder.resolve("ca.pem")));
    }

    @TestFactory
    @DisplayName("every example can be read, and says whether it was tried")
    Stream<DynamicTest> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../manifests/providers/examples"))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                        assertTrue(
                                IdentityProvider.load(file.toString()).foreign().isPresent());
                        assertTrue(Files.readString(file).contains("TRIED"));
                    }));
        }
    }

    private static String unregistered(ForeignProvider own, Map<String, String> variables) {
        return String.valueOf(assertThrows(WrongUse.class, () -> own.register(variables, new MintedSecrets()))
                .getMessage());
    }

    private String refusal(String text) {
        return String.valueOf(assertThrows(WrongUse.class, () -> read(text)).getMessage());
    }

    private ForeignProvider read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), text);
        return IdentityProvider.load(file.toString()).foreign().orElseThrow();
    }
}
