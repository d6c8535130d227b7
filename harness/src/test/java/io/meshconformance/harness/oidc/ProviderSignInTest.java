package io.meshconformance.harness.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A provider's file says how its sign-in form is filled")
class ProviderSignInTest {

    private static final Path MANIFESTS = Path.of("../manifests");
    private static final String PAGE = ProviderAddress.ISSUER + "/protocol/openid-connect/auth?client_id=pomerium";

    private final ProviderSignIn keycloak =
            IdentityProvider.load("keycloak").signIn(() -> user -> Map.of("name", "alice-1", "password", "of alice"));

    @Test
    @DisplayName("Keycloak's own page, as recorded, is its form, and is sent where it says with a name and a password")
    void keycloak() throws IOException {
        SignInForm form = keycloak.on(0, page(recorded())).orElseThrow();
        Request sent = form.filledBy(keycloak.entries(User.ALICE).get(0));

        assertEquals("POST", sent.method());
        assertTrue(
                sent.url()
                        .toString()
                        .startsWith(ProviderAddress.ISSUER + "/login-actions/authenticate?session_code=Huorwhvze5Xt"),
                sent.url().toString());
        assertTrue(sent.url().toString().contains("&execution="), sent.url().toString());
        assertEquals("credentialId=&username=alice-1&password=of+alice", sent.body());
    }

    @Test
    @DisplayName("a form without one of the fields is another form, and where no field is known there is none")
    void otherForms() throws IOException {
        ProviderSignIn stated = IdentityProvider.load(Settings.PROVIDER).signIn(() -> user -> Map.of());
        Exchange page = page("<form action=/search><input name=q></form><form action=/in><input name=username>"
                + "<textarea name=claims></textarea></form>");

        assertEquals(Optional.empty(), stated.on(0, page(recorded())));
        assertEquals(Optional.empty(), keycloak.on(0, page));
        assertEquals(Optional.empty(), ProviderSignIn.NOWHERE.on(0, page));
        assertEquals(
                ProviderAddress.ORIGIN + "/in",
                stated.on(0, page).orElseThrow().action().toString());
        assertEquals(
                List.of(Map.of("username", "alice", "claims", User.ALICE.claimsJson())), stated.entries(User.ALICE));
    }

    @Scenario(id = "X-001", title = "A scenario", users = "alice in engineers")
    private static final class OfEngineers {}

    @Scenario(id = "X-002", title = "A scenario", needs = Feature.MADE_UP_USERS)
    private static final class OfAnyUser {}

    @Test
    @DisplayName("a scenario signs in whom it declares, and whom it makes up only where it says so")
    void declared() {
        ProviderSignIn any = IdentityProvider.load(Settings.PROVIDER).signIn(() -> user -> Map.of());
        ProviderSignIn engineers = any.declaredBy(OfEngineers.class.getAnnotation(Scenario.class));
        User engineer = User.ALICE.in("engineers");

        assertEquals(engineer, engineers.accounts().known(engineer));
        assertEquals(any.entries(engineer), engineers.entries(engineer));
        for (User other : List.of(User.ALICE, User.BOB, User.ALICE.in("engineers", "sales"))) {
            assertTrue(assertThrows(IllegalStateException.class, () -> engineers.entries(other))
                    .toString()
                    .endsWith("write users = \"" + other.declared() + "\" into its @Scenario"));
            assertThrows(IllegalStateException.class, () -> engineers.accounts().known(other));
        }
        ProviderSignIn madeUp = any.declaredBy(OfAnyUser.class.getAnnotation(Scenario.class));
        assertEquals(any.entries(User.MALLORY), madeUp.entries(User.MALLORY));
    }

    @Test
    @DisplayName("a field that is to be filled with what is not known is told")
    void unknownEntry() {
        ProviderSignIn wrong = new ProviderSignIn(Set.of(), List.of(Map.of("username", "nickname")), Accounts.STATED);

        assertTrue(assertThrows(IllegalStateException.class, () -> wrong.entries(User.ALICE))
                .toString()
                .contains(": the field username is to be filled with nickname, which is none of "));
    }

    @Test
    @DisplayName("a provider's file says what it lacks, by the name of a feature, and the default lacks nothing")
    void lacks() {
        assertTrue(IdentityProvider.load("keycloak")
                .lacks(Feature.SCRIPTED_REFRESH)
                .orElseThrow()
                .startsWith("What Keycloak says"));
        for (Feature feature : Feature.values()) {
            assertEquals(
                    Optional.empty(), IdentityProvider.load(Settings.PROVIDER).lacks(feature));
        }
    }

    @Test
    @DisplayName("every provider that has a file has manifests, and an image in both catalogues")
    void complete() throws IOException {
        try (Stream<Path> files = Files.list(MANIFESTS.resolve("providers"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .toList();
            assertTrue(names.contains(Settings.PROVIDER), names::toString);
            for (String name : names) {
                IdentityProvider.load(name);
                assertTrue(Files.exists(MANIFESTS.resolve("platform/identity-provider/" + name + ".yaml")), name);
                for (String catalogue : List.of("public", "local")) {
                    Catalogue.load(catalogue).providedBy(name).reference("identity-provider");
                }
            }
        }
        assertThrows(WrongUse.class, () -> IdentityProvider.load("keyclock"));
        assertThrows(WrongUse.class, () -> Catalogue.load("public").providedBy("keyclock"));
    }

    private static Exchange page(String html) {
        return new Exchange(
                "id",
                new Caller.Browser(null),
                "",
                Request.get(PAGE),
                new Response(200, Headers.none().with("content-type", "text/html;charset=utf-8"), html),
                List.of(),
                new Attribution(Answerer.PROVIDER, "test"),
                Instant.EPOCH,
                Duration.ZERO);
    }

    private static String recorded() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ProviderSignInTest.class.getResourceAsStream("/io/meshconformance/harness/keycloak/login.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
