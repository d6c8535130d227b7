package io.meshconformance.scenarios;

import io.meshconformance.harness.cluster.Catalogue;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.reports.terminal.LiveTerminal;
import io.meshconformance.reports.writing.ReportFolder;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Refusal;
import io.meshconformance.run.ReportSettings;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
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
     * @param arguments none; settings are system properties, variables and a file
     */
    public static void main(String[] arguments) {
        System.exit(code());
    }

    private static int code() {
        try {
            Settings settings = Settings.ofThisProcess();
            Environment.requireSameImages(settings);
            if (!settings.reuse() && !settings.images().equals(Settings.AUTO)) {
                Catalogue.load(settings.images()).with(settings.imageOverrides());
            }
            if (settings.report().live() == ReportSettings.Live.LINE) {
                System.setOut(LiveTerminal.around(System.out));
            }
            try (var session = LauncherFactory.openSession()) {
                session.getLauncher()
                        .execute(LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectPackage("io.meshconformance.scenarios"))
                                .filters(ClassNameFilter.includeClassNamePatterns(".*Scenario"))
                                .forExecution()
                                .build());
            }
            return StoredReport.read(settings.report().directory().resolve(ReportFolder.JSON))
                    .verdict()
                    .exitCode();
        } catch (WrongUse e) {
            System.err.println("wrong use: " + e.getMessage());
            return Refusal.WRONG;
        } catch (EnvironmentBroken e) {
            System.err.println("nothing was judged: " + e.miss() + "\n  cure: " + e.cure());
            return Refusal.BROKEN;
        } catch (IOException e) {
            System.err.println("nothing was judged: " + e.getMessage());
            return Refusal.BROKEN;
        }
    }
}
