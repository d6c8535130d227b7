package io.meshconformance.harness.oidc;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.ProviderNames;
import io.meshconformance.run.Setting;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An identity provider that a run can have, as its file describes it. */
public sealed interface IdentityProvider permits InstalledProvider, ForeignProvider {

    /**
     * Reads a provider. One with an issuer is the user's own; any other is installed in the cluster.
     *
     * @param choice a file's name in {@code manifests/providers}, or a path
     * @throws WrongUse when there is none, or it cannot be read: one line with file, key and cure
     */
    static IdentityProvider load(String choice) {
        Path folder =
                ProviderNames.isPath(choice) ? Path.of(choice).toAbsolutePath().getParent() : Path.of("");
        StrictKeys keys = StrictKeys.parse(choice, text(choice));
        return keys.has("issuer") ? ProviderFile.foreign(keys, folder) : InstalledProvider.read(choice, keys);
    }

    /**
     * Reads a provider that is going to be asked: what its file names is there too.
     *
     * @param choice a file's name in {@code manifests/providers}, or a path
     * @param environment usually the process's environment, which holds its secrets
     * @throws WrongUse as {@link #load}, and when a secret or a file that it names is not there
     */
    static IdentityProvider require(String choice, Map<String, String> environment) {
        IdentityProvider read = load(choice);
        read.foreign().ifPresent(own -> own.register(environment, new MintedSecrets()));
        return read;
    }

    private static String text(String choice) {
        if (ProviderNames.isPath(choice)) {
            try {
                return Files.readString(Path.of(choice));
            } catch (IOException e) {
                throw new WrongUse("the identity provider's file " + choice + " cannot be read", e);
            }
        }
        try (InputStream in = IdentityProvider.class.getResourceAsStream("/manifests/providers/" + choice + ".yaml")) {
            if (in == null) {
                throw new WrongUse(Setting.PROVIDER.option()
                        + " takes the path of a file or the name of one in manifests/providers, not " + choice);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WrongUse("the identity provider " + choice + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Why what a feature is about cannot be judged with it; empty where it can. */
    Optional<String> lacks(Feature feature);

    /**
     * Why a user cannot sign in at it; empty where they can.
     *
     * @param user as a scenario declares them: {@code alice}, {@code alice in engineers}
     */
    Optional<String> lacksUser(String user);

    /** The user's own one, if that is what it is. */
    default Optional<ForeignProvider> foreign() {
        return this instanceof ForeignProvider own ? Optional.of(own) : Optional.empty();
    }

    /**
     * The images that are judged with it.
     *
     * @throws WrongUse when the catalogue has no image of it
     */
    Catalogue judged(Catalogue catalogue);

    /**
     * How users sign in at it.
     *
     * @param keycloak makes users by Keycloak's administration API, asked for only where that is how
     */
    ProviderSignIn signIn(Supplier<Accounts> keycloak);
}
