package io.meshconformance.run;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The look at what was asked for, before anything is prepared, built or started. Both ways in begin with it,
 * {@code ci/verify} and {@code mvn verify}.
 */
public final class Refusal {

    private Refusal() {}

    /**
     * Looks at the settings of this process and prints why they are refused; exits as {@link Exit} says. Only looks: the
     * locks are free again when it ends.
     *
     * @param arguments none; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        System.exit(new Exit("wrong use", System.err).of(() -> {
            Settings settings = Settings.ofThisProcess();
            Path root = Settings.root(System.getProperties());
            check(settings, root);
            RunLock.start(settings.cache(), settings.reuse()).close();
            RunLock.checkout(root).close();
            return Exit.DONE;
        }));
    }

    /**
     * Refuses what can be told from the checkout alone: unknown scenarios and filters that leave none, unknown images,
     * catalogues and identity providers, and a kept node that runs something else.
     *
     * @param settings what was asked for
     * @param root the checkout's root folder
     * @throws WrongUse when it cannot be
     * @throws EnvironmentBroken when a kept node is asked for and there is none
     */
    public static void check(Settings settings, Path root) {
        settings.choice()
                .among(RequirementIndex.of(root), new LastRun(settings.report().directory())::failed);
        if (settings.reuse()) {
            KeptImages.read(settings.cache())
                    .orElseThrow(() -> new EnvironmentBroken("no node was kept", "ci/verify --keep, then --reuse"))
                    .check(settings);
        }
        ImageNames.check(settings, root);
        ProviderNames.check(settings, root);
        // Without one of its own a run has nothing accepted; one that was named and is not there is a typing error.
        if (settings.given().containsKey(Setting.KNOWN_FAILURES.key())
                && !Files.isReadable(settings.report().knownFailures())) {
            throw new WrongUse(settings.given().get(Setting.KNOWN_FAILURES.key()) + ": "
                    + settings.report().knownFailures() + " is no file that can be read");
        }
    }
}
