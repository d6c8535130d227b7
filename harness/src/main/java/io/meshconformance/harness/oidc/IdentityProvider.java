package io.meshconformance.harness.oidc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.run.Setting;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that a run can have, as its file in {@code manifests/providers} describes it. What is installed of
 * it is in {@code manifests/platform/identity-provider}, under the same name.
 *
 * @param form what is typed into each field of its sign-in form
 * @param users how it comes to know a user
 * @param lacks what scenarios can need and it does not have, each with the reason in a sentence
 */
public record IdentityProvider(Map<String, String> form, Users users, Map<String, String> lacks) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** How a provider comes to know a user. */
    public enum Users {
        /** By the form itself. */
        @JsonProperty("stated")
        STATED,
        /** By Keycloak's administration API. */
        @JsonProperty("keycloak")
        KEYCLOAK
    }

    /** Keeps the order of the fields. */
    @JsonCreator
    public IdentityProvider(
            @JsonProperty(value = "form", required = true) Map<String, String> form,
            @JsonProperty(value = "users", required = true) Users users,
            @JsonProperty("lacks") @Nullable Map<String, String> lacks) {
        this.form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
        this.users = users;
        this.lacks = lacks == null ? Map.of() : Map.copyOf(lacks);
    }

    /**
     * Reads a provider.
     *
     * @param name its name, which is that of its file
     * @throws WrongUse when there is none, or it cannot be read
     */
    public static IdentityProvider load(String name) {
        try (InputStream in = IdentityProvider.class.getResourceAsStream("/manifests/providers/" + name + ".yaml")) {
            if (in == null) {
                throw new WrongUse(
                        Setting.PROVIDER.option() + " takes the name of a file in manifests/providers, not " + name);
            }
            return YAML.readValue(in, IdentityProvider.class);
        } catch (IOException e) {
            throw new WrongUse("the identity provider " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Why what a feature is about cannot be judged with it; empty where it can. */
    public Optional<String> lacks(Feature feature) {
        return Optional.ofNullable(lacks.get(feature.toString()));
    }

    /**
     * How users sign in at it.
     *
     * @param keycloak makes users by Keycloak's administration API, asked for only where that is how
     */
    public ProviderSignIn signIn(Supplier<Accounts> keycloak) {
        return new ProviderSignIn(
                form,
                switch (users) {
                    case STATED -> Accounts.STATED;
                    case KEYCLOAK -> keycloak.get();
                });
    }
}
