package io.meshconformance.run;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The look at what was asked for, before anything is prepared, built or started. Both ways in begin with it,
 * {@code ci/verify} and {@code mvn verify}.
 */
public final class Refusal {

    /** Exit code when the environment lacks something. */
    public static final int BROKEN = 2;

    /** Exit code when the run was asked for in a way that cannot be. */
    public static final int WRONG = 3;

    private Refusal() {}

    /**
     * Looks at the settings of this process, prints why they are refused, and exits with 0, {@value #BROKEN} or
     * {@value #WRONG}. Only looks: the locks are free again when it ends.
     *
     * @param arguments none; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        System.exit(code());
    }

    private static int code() {
        try {
            Settings settings = Settings.ofThisProcess();
            Path root = Settings.root(System.getProperties());
            check(settings, root);
            RunLock.start(settings.cache(), settings.reuse()).close();
            RunLock.checkout(root).close();
            return 0;
        } catch (WrongUse e) {
            System.err.println("wrong use: " + e.getMessage());
            return WRONG;
        } catch (EnvironmentBroken e) {
            e.tell(System.err);
            return BROKEN;
        }
    }

    /**
     * Refuses what can be told from the checkout alone: unknown scenarios and filters that leave none, unknown images and
     * catalogues, and a kept node that runs something else.
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
        // Without one of its own a run has nothing accepted; one that was named and is not there is a typing error.
        if (settings.given().containsKey(Setting.KNOWN_FAILURES.key())
                && !Files.isReadable(settings.report().knownFailures())) {
            throw new WrongUse(settings.given().get(Setting.KNOWN_FAILURES.key()) + ": "
                    + settings.report().knownFailures() + " is no file that can be read");
        }
    }
}
