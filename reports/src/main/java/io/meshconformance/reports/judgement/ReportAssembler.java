package io.meshconformance.reports.judgement;

import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.EnvironmentEvidence.RunFacts;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.evidence.run.StatedSetting;
import io.meshconformance.reports.events.RecordedRun;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Gate;
import io.meshconformance.reports.model.PastRun;
import io.meshconformance.reports.model.Profile;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.Run;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.model.Selection;
import io.meshconformance.reports.model.Subject;
import io.meshconformance.reports.model.Suite;
import io.meshconformance.reports.model.requirement.RequirementsDocument;
import io.meshconformance.reports.model.state.Statistics;
import io.meshconformance.reports.requirements.RequirementList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the report of a run: the only place where parts are put together, so that every number has one origin. */
public final class ReportAssembler {

    private static final String PROJECT = "Pomerium in front of an Istio mesh";
    /** Of a run that died before it told anything of its environment. */
    private static final EnvironmentEvidence UNTOLD = new EnvironmentEvidence(
            new RunFacts("unknown", "", 0, "ci/verify", "", false, ""), null, List.of(), List.of(), List.of(), null);

    private final RequirementList requirements;
    private final KnownFailures known;
    private final History history;

    /** Creates an assembler from the lists a run is held against. */
    public ReportAssembler(RequirementList requirements, KnownFailures known, History history) {
        this.requirements = requirements;
        this.known = known;
        this.history = history;
    }

    /** Judges one scenario of a run that may still go on, by its plays. */
    public ScenarioResult judge(RecordedRun run, List<RecordedScenario> plays) {
        return new ScenarioJudge(requirements, known(run), history, started(run)).judge(plays);
    }

    /** Makes the report of a run as it stands. */
    public ConformanceReport assemble(RecordedRun recorded) {
        EnvironmentEvidence environment = environment(recorded);
        List<ScenarioResult> scenarios = recorded.scenarios().stream()
                .collect(Collectors.groupingBy(RecordedScenario::id, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(plays -> judge(recorded, plays))
                .sorted(Comparator.comparing(ScenarioResult::id))
                .toList();
        List<Profile> profiles = new ProfileJudge(requirements).judge(scenarios);
        RequirementJudge requirementJudge = new RequirementJudge(requirements);
        List<RequirementRow> rows = requirementJudge.judge(scenarios);
        List<String> stale = recorded.completed() ? known(recorded).stale(scenarios) : List.of();
        List<StatedSetting> settings = sorted(environment.settings(), Comparator.comparing(StatedSetting::key));
        Selection selection = Selection.of(settings);
        List<Gate> gates = Gates.of(recorded, selection, scenarios, rows, stale);
        Run run = run(recorded, environment);
        return new ConformanceReport(
                ConformanceReport.API_VERSION,
                ConformanceReport.KIND,
                run,
                subject(environment),
                new VerdictJudge(selection, run.suite().dirty(), recorded.endedBy())
                        .judge(gates, profiles, scenarios, rows),
                Statistics.of(scenarios.stream().map(ScenarioResult::result).toList()),
                profiles,
                requirements.sources(),
                requirements.areas(),
                rows,
                scenarios,
                sorted(
                        environment.boot(),
                        Comparator.comparingLong(BootStage::startMillis).thenComparing(BootStage::stage)),
                settings,
                environment.failure(),
                history.runs());
    }

    /** A failure is expected of what it was seen on, and of nothing else. */
    private KnownFailures known(RecordedRun run) {
        return known.on(environment(run).components());
    }

    private static EnvironmentEvidence environment(RecordedRun run) {
        return Objects.requireNonNullElse(run.environment(), UNTOLD);
    }

    private static String started(RecordedRun run) {
        String told = environment(run).run().started();
        return told.isEmpty() ? run.started() : told;
    }

    private Run run(RecordedRun recorded, EnvironmentEvidence environment) {
        RunFacts facts = environment.run();
        return new Run(
                facts.id(),
                started(recorded),
                recorded.finished(),
                recorded.completed(),
                "sidecar",
                Objects.requireNonNullElse(environment.catalogue(), "unknown"),
                facts.seed(),
                facts.reproduce(),
                history.last().map(PastRun::id).orElse(null),
                new Suite(facts.version(), facts.commit(), facts.dirty()),
                new RequirementsDocument(RequirementList.DOCUMENT, requirements.sha256()),
                recorded.cores());
    }

    private static Subject subject(EnvironmentEvidence environment) {
        return new Subject(PROJECT, sorted(environment.components(), Comparator.comparing(JudgedPart::name)));
    }

    private static <T> List<T> sorted(List<T> values, Comparator<T> order) {
        return values.stream().sorted(order).toList();
    }
}
