package io.meshconformance.scenarios;

import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.harness.environment.KeptNode;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.junit.UsualLength;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.terminal.LiveTerminal;
import io.meshconformance.reports.writing.ReportFolder;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.Exit;
import io.meshconformance.run.ReportSettings;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Plays the chosen scenarios without Maven, and ends with the verdict's exit code. */
public final class Play {

    private Play() {}

    /**
     * Entry point.
     *
     * @param arguments the file that is written once there is a verdict; settings are system properties, variables and a
     *     file
     */
    public static void main(String[] arguments) {
        System.exit(new Exit("ci/verify", System.err).of(() -> code(Path.of(arguments[0]))));
    }

    private static int code(Path verdict) throws IOException {
        Settings settings = Settings.ofThisProcess();
        KeptNode.requireSameImages(settings);
        if (!settings.reuse() && !settings.images().equals(Settings.AUTO)) {
            Catalogue.load(settings.images()).with(settings.imageOverrides());
        }
        if (!settings.reuse()) {
            IdentityProvider.require(settings.provider(), System.getenv());
        }
        if (settings.report().live() == ReportSettings.Live.LINE) {
            System.setOut(LiveTerminal.around(System.out));
        }
        Path report = settings.report().directory().resolve(ReportFolder.JSON);
        // The report of an earlier run is no verdict on this one, should this one not come to write its own.
        Files.deleteIfExists(report);
        try (var session = LauncherFactory.openSession()) {
            new Passes(settings)
                    .play(
                            session,
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectPackage("io.meshconformance.scenarios"))
                                    .filters(ClassNameFilter.includeClassNamePatterns(".*Scenario")));
        }
        ConformanceReport told = StoredReport.read(report);
        int code = told.verdict().exitCode();
        if (code == Exit.DONE && settings.repeat() == 1 && !told.selection().some()) {
            new UsualLength(settings.cache(), settings.provider()).remember(playing(told));
        }
        Files.writeString(verdict, Integer.toString(code));
        return code;
    }

    /** From the end of the boot to that of the run. */
    private static Duration playing(ConformanceReport report) {
        long boot = report.boot().stream().mapToLong(BootStage::endMillis).max().orElse(0);
        return Duration.between(
                        Instant.parse(report.run().started()),
                        Instant.parse(report.run().finished()))
                .minusMillis(boot);
    }
}
