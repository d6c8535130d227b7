package io.meshconformance.reports;

import io.meshconformance.reports.command.ArchiveName;
import io.meshconformance.reports.command.BenchTable;
import io.meshconformance.reports.command.Comparison;
import io.meshconformance.reports.command.FlakeTable;
import io.meshconformance.reports.command.GatewayApiReport;
import io.meshconformance.reports.command.OutOption;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.page.ComparisonPage;
import io.meshconformance.reports.writing.ReportFolder;
import io.meshconformance.reports.writing.StoredReport;
import io.meshconformance.run.Exit;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Works on stored reports. Exit codes: 0 conformant (or done), 1 not conformant (or different), 2 environment broken or
 * file unreadable, 3 wrong use.
 */
public final class ReportCommand {

    private static final String HELP = """
            Works on stored reports (conformance-report.yaml or .json).

              ci/report [render] REPORT [--out FOLDER]
                                                    renders the page again, beside the report or into FOLDER
              ci/report --compare BEFORE AFTER      prints what differs; exit code 1 where something does
              ci/report --merge REPORT... --out F   one table of several runs, such as of several proxies, as HTML file F
              ci/report --flakes REPORT... --out F  how often each check failed in several runs, as YAML file F; exit code 1
                                                    where one failed, 2 where one was not judged
              ci/report --bench FOLDER              what ci/bench kept there: prints its figures, and writes bench.yaml beside it
              ci/report --bench BEFORE AFTER        what two bench.yaml say otherwise
              ci/report --archive REPORT FOLDER     copies the YAML under a name made from what it says
              ci/report --gateway-api REPORT        prints it as a ConformanceReport of Gateway API
              ci/report verdict [REPORT]            prints the verdict; its exit code: 0 where every gate holds, 1 where not,
                                                    2 where nothing is proved

            Exit code 2 also where a report cannot be read or written or anything else goes wrong, 3 where it is used
            wrongly.
            """;

    private final PrintStream out;
    private final PrintStream err;

    ReportCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Entry point of {@code ci/report}. */
    public static void main(String[] arguments) {
        System.exit(new ReportCommand(System.out, System.err).run(List.of(arguments)));
    }

    /** Does what the arguments say and gives the exit code. */
    int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return Exit.DONE;
        }
        if (arguments.isEmpty()) {
            return wrongUse("nothing to do.");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            return switch (arguments.get(0)) {
                case "render" -> render(rest);
                case "verdict" -> rest.size() <= 1 ? verdict(rest) : wrongUse("verdict takes one report.");
                case "--compare" ->
                    rest.size() == 2 ? compare(rest.get(0), rest.get(1)) : wrongUse("--compare takes two reports.");
                case "--merge" -> merge(rest);
                case "--flakes" -> flakes(rest);
                case "--bench" -> bench(rest);
                case "--archive" ->
                    rest.size() == 2
                            ? archive(rest.get(0), rest.get(1))
                            : wrongUse("--archive takes a report and a folder.");
                case "--gateway-api" ->
                    rest.size() == 1 ? gatewayApi(rest.get(0)) : wrongUse("--gateway-api takes one report.");
                default -> render(arguments);
            };
        } catch (FileSystemException e) {
            err.println("ci/report: cannot be written: %s (%s); name another place with --out"
                    .formatted(e.getFile(), e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()));
            return Exit.BROKEN;
        } catch (IOException e) {
            err.println("ci/report: " + e.getMessage());
            return Exit.BROKEN;
        } catch (RuntimeException | Error e) {
            // Java itself ends with 1 then, which says "not conformant" of what was not judged.
            err.println("ci/report: ended unexpectedly: "
                    + e.toString().lines().findFirst().orElse("") + "; nothing is said of the report");
            return Exit.BROKEN;
        }
    }

    private int wrongUse(String sentence) {
        err.println("ci/report: " + sentence + " See ci/report --help.");
        return Exit.WRONG;
    }

    private int verdict(List<String> files) throws IOException {
        ConformanceReport report = read(files.isEmpty() ? lastReport() : files.get(0));
        told(List.of(report.verdict().heading(), report.verdict().summary()));
        return report.verdict().exitCode();
    }

    /** Where the settings of this process send the report of a run. */
    private static String lastReport() {
        return Settings.ofThisProcess()
                .report()
                .directory()
                .resolve(ReportFolder.JSON)
                .toString();
    }

    private int compare(String before, String after) throws IOException {
        Comparison comparison = Comparison.of(read(before), read(after));
        told(comparison.lines());
        return comparison.differs() ? Exit.FAILED : Exit.DONE;
    }

    private int merge(List<String> arguments) throws IOException {
        OutOption out = OutOption.of(arguments);
        if (out.value() == null || out.rest().size() < 2) {
            return wrongUse("--merge takes two or more reports and --out FILE.");
        }
        Path page = Path.of(out.value()).toAbsolutePath().normalize();
        Path folder = page.resolveSibling("");
        List<ComparisonPage.Column> columns = new ArrayList<>();
        for (String file : out.rest()) {
            columns.add(ComparisonPage.Column.of(read(file), Path.of(file), folder));
        }
        Files.createDirectories(folder);
        Files.write(page, ComparisonPage.render(columns));
        return told(List.of("Report: " + page));
    }

    private int flakes(List<String> arguments) throws IOException {
        OutOption out = OutOption.of(arguments);
        if (out.value() == null || out.rest().isEmpty()) {
            return wrongUse("--flakes takes the reports of several runs and --out FILE.");
        }
        FlakeTable table = FlakeTable.read(out.rest().stream().map(Path::of).toList());
        Files.write(Path.of(out.value()), Documents.YAML.writeValueAsBytes(table));
        table.lines().forEach(this.out::println);
        return table.exitCode();
    }

    private int bench(List<String> files) throws IOException {
        return switch (files.size()) {
            case 1 -> told(BenchTable.kept(Path.of(files.get(0))).lines());
            case 2 ->
                told(BenchTable.written(Path.of(files.get(0))).linesAgainst(BenchTable.written(Path.of(files.get(1)))));
            default -> wrongUse("--bench takes a folder, or two files.");
        };
    }

    private int told(List<String> lines) {
        lines.forEach(out::println);
        return Exit.DONE;
    }

    private int archive(String file, String folder) throws IOException {
        ConformanceReport report = read(file);
        Path target = Files.createDirectories(Path.of(folder)).resolve(ArchiveName.of(report));
        Files.write(target, Documents.yaml(report));
        return told(List.of(target.toString()));
    }

    private int gatewayApi(String file) throws IOException {
        out.print(Documents.YAML.writeValueAsString(GatewayApiReport.of(read(file))));
        return 0;
    }

    private int render(List<String> arguments) throws IOException {
        OutOption option = OutOption.of(arguments);
        if (option.rest().size() != 1 || option.rest().get(0).startsWith("-")) {
            return wrongUse("not understood: " + String.join(" ", arguments) + ".");
        }
        Path source = Path.of(option.rest().get(0)).toAbsolutePath();
        ConformanceReport report = read(source.toString());
        Path folder = option.value() == null ? source.resolveSibling("") : Path.of(option.value());
        ReportFolder target = new ReportFolder(folder);
        target.render(report);
        return told(List.of("Report: " + target.page()));
    }

    private static ConformanceReport read(String file) throws IOException {
        return StoredReport.read(Path.of(file));
    }
}
