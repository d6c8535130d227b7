package io.meshconformance.reports.listener;

import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.run.SecretsFile;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.events.RunRecorder;
import io.meshconformance.reports.github.GitHubActions;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.judgement.HistoryFile;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.judgement.ReportAssembler;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.requirements.RequirementList;
import io.meshconformance.reports.terminal.Terminal;
import io.meshconformance.reports.writing.ReportFolder;
import io.meshconformance.run.ReportSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes the report as it stands while the run goes on, and once more when all is told. */
final class Publisher {

    private static final int INTERIM_SHARE = 3;

    private final ReportSettings settings;
    private final RunRecorder recorder;
    private final ReportAssembler assembler;
    private final History history;
    private final Terminal terminal;
    private final ReportFolder folder;
    private final PrintStream out;
    private final Optional<GitHubActions> step;
    private volatile @Nullable SecretsFile secrets;
    private final AtomicInteger ended = new AtomicInteger();
    private int interimAt;

    private Publisher(
            ReportSettings settings,
            RunRecorder recorder,
            ReportAssembler assembler,
            History history,
            Terminal terminal,
            Console console) {
        this.out = console.out();
        this.step = GitHubActions.in(console.environment());
        this.settings = settings;
        this.recorder = recorder;
        this.assembler = assembler;
        this.history = history;
        this.terminal = terminal;
        this.folder = new ReportFolder(settings.directory());
    }

    static Publisher create(ReportSettings settings, RunRecorder recorder, Console console) {
        PrintStream out = console.out();
        RequirementList requirements = RequirementList.load();
        Terminal terminal = Terminal.of(settings.format(), out, requirements);
        KnownFailures known = KnownFailures.NONE;
        try {
            known = KnownFailures.read(settings.knownFailures());
        } catch (IOException e) {
            // It steers the verdict: to guess would be worse than a run that is invalid.
            recorder.remark(String.valueOf(e.getMessage()));
            terminal.trouble(String.valueOf(e.getMessage()));
        }
        History history = new HistoryFile(settings.history()).read(terminal::trouble);
        ReportAssembler assembler = new ReportAssembler(requirements, known, history);
        Publisher publisher = new Publisher(settings, recorder, assembler, history, terminal, console);
        if (settings.format() == ReportSettings.Format.PLAIN) {
            publisher.step.ifPresent(step -> step.begin(out));
        }
        return publisher;
    }

    /** Every secret that the run minted so far; with the last report their file goes. */
    private List<String> minted(boolean last) throws IOException {
        SecretsFile listed = secrets;
        if (listed == null) {
            return List.of();
        }
        return last ? listed.take() : listed.read();
    }

    void secretsAt(Path file) {
        secrets = new SecretsFile(file);
    }

    /** Judges a scenario by its plays, at least one. */
    ScenarioResult judged(List<RecordedScenario> plays) {
        return assembler.judge(recorder.snapshot(false, false), plays);
    }

    /** Where the run is told as it goes. */
    Terminal terminal() {
        return terminal;
    }

    /** The report as it would be now. */
    ConformanceReport soFar() {
        return assembler.assemble(recorder.snapshot(false, false));
    }

    void scenarioEnded(ScenarioResult scenario) {
        ended.incrementAndGet();
        terminal.scenarioEnded(scenario);
    }

    /**
     * The page of a run that still goes on: should the machine die, this is what is left, and it says invalid. All that
     * has been told is written each time, so it is written again only once there is a third more to tell: after every
     * scenario it would cost a long run more than its scenarios do.
     */
    synchronized void interim() {
        int told = ended.get();
        if (told < interimAt) {
            return;
        }
        interimAt = told + 1 + told / INTERIM_SHARE;
        try {
            folder.write(soFar(), minted(false));
        } catch (IOException e) {
            terminal.trouble("cannot be written to " + settings.directory() + ": " + e.getMessage());
        }
    }

    /** The last page. */
    synchronized void last(boolean completed) {
        try {
            ConformanceReport report = assembler.assemble(recorder.snapshot(true, completed));
            ConformanceReport written = folder.write(report, minted(true));
            boolean told = written.run().id().equals(report.run().id());
            if (completed && told && !written.selection().some()) {
                // A report that had to be withheld is no point of a trend: it says nothing of its scenarios. Nor is one
                // that was asked for some only: it says nothing of the others.
                remember(written);
            }
            terminal.runEnded(written, folder.page());
            tellGitHub(written);
        } catch (IOException e) {
            terminal.trouble("cannot be written to " + settings.directory() + ": " + e.getMessage());
        }
    }

    /** A program that asked for a format reads standard output: there annotations have no place. */
    private void tellGitHub(ConformanceReport written) {
        if (step.isPresent()) {
            if (settings.format() == ReportSettings.Format.PLAIN) {
                step.get().annotate(written, out);
            }
            try {
                step.get().summarize(written);
            } catch (IOException e) {
                terminal.trouble("the step has no summary: its file cannot be written (%s)"
                        .formatted(e.getClass().getSimpleName()));
            }
        }
    }

    /** The verdict stands whether or not the next run can be compared with this one. */
    private void remember(ConformanceReport report) {
        try {
            new HistoryFile(settings.history()).write(history.with(report));
        } catch (IOException e) {
            terminal.trouble("this run is no point of the trend: %s cannot be written (%s)"
                    .formatted(settings.history(), e.getClass().getSimpleName()));
        }
    }

    /** Keeps the parts of a debug bundle as files beside the page. */
    Optional<DebugBundle> debug(Path file) {
        return read(file, () -> folder.kept().keep(EvidenceFile.read(file, DebugEvidence.class)));
    }

    Optional<Screenshot> picture(Path file, String mediaType) {
        return read(file, () -> folder.kept().keep(mediaType, Files.readAllBytes(file)));
    }

    private <T> Optional<T> read(Path file, Reading<T> reading) {
        try {
            return Optional.of(reading.read());
        } catch (IOException e) {
            recorder.remark(file.getFileName() + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }
}
