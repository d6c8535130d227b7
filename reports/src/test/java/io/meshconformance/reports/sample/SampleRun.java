package io.meshconformance.reports.sample;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.EnvironmentFailure;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.evidence.run.StatedSetting;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.events.RecordedRun;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.judgement.ReportAssembler;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Selection;
import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.reports.requirements.RequirementList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds runs for tests, scenario by scenario. */
public final class SampleRun {

    /** The list of requirements every sample is held against. */
    public static final RequirementList REQUIREMENTS = RequirementList.load();

    /** What every sample judges, as a known failure names it. */
    public static final List<String> JUDGED = List.of("proxy reference proxy, not Pomerium");

    private final List<RecordedScenario> scenarios = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable EnvironmentFailure failure;
    private KnownFailures known = KnownFailures.NONE;
    private History history = History.NONE;
    private boolean dirty;
    private boolean completed = true;
    private boolean whole;
    private String asked = "all";
    private String id = "k3f9q";
    private final Map<String, String> versions = new HashMap<>();

    /** Adds a scenario with one check that ended so. */
    public SampleRun scenario(String scenario, Ending check) {
        return scenario(scenario, check(check));
    }

    /** Adds a scenario whose one check failed, and held when it was played once more. */
    public SampleRun unstable(String scenario) {
        return add(play(scenario, false, check(Ending.failed(new AssertionError("no")))))
                .add(play(scenario, true, check(Ending.PASSED)));
    }

    private static RecordedCheck check(Ending ending) {
        return new RecordedCheck("check", "a sentence", ending, 0, 12, CheckEvidence.NONE);
    }

    /** Adds a scenario with these checks. */
    public SampleRun scenario(String scenario, RecordedCheck... checks) {
        return add(play(scenario, false, checks));
    }

    private static RecordedScenario play(String scenario, boolean confirming, RecordedCheck... checks) {
        return new RecordedScenario(
                scenario,
                "title of " + scenario,
                Ending.PASSED,
                0,
                40,
                new ScenarioEvidence("ns", "", List.of(), List.of(), 5),
                List.of(checks),
                List.of(),
                null,
                confirming);
    }

    /** Adds a scenario as it was recorded. */
    public SampleRun add(RecordedScenario scenario) {
        scenarios.add(scenario);
        return this;
    }

    /** Breaks the environment. */
    public SampleRun broken(String summary) {
        failure = new EnvironmentFailure(summary, "Start Docker.", "last line");
        return this;
    }

    /** Expects failures. */
    public SampleRun known(KnownFailures expected) {
        known = expected;
        return this;
    }

    /** Has earlier runs. */
    public SampleRun history(History earlier) {
        history = earlier;
        return this;
    }

    /** The suite has uncommitted changes. */
    public SampleRun dirty() {
        dirty = true;
        return this;
    }

    /** The run did not come to its end. */
    public SampleRun died() {
        completed = false;
        return this;
    }

    /** An event could not be read. */
    public SampleRun remark(String sentence) {
        remarks.add(sentence);
        return this;
    }

    /** Every other MUST is judged too, and holds. */
    public SampleRun whole() {
        whole = true;
        return this;
    }

    /** Only these were asked for. */
    public SampleRun asked(String... ids) {
        asked = String.join(",", ids);
        return this;
    }

    /** The run has another id. */
    public SampleRun id(String other) {
        id = other;
        return this;
    }

    /** A part has another version. */
    public SampleRun version(String part, String other) {
        versions.put(part, other);
        return this;
    }

    /** The run as it would have been recorded. */
    public RecordedRun recorded() {
        EnvironmentEvidence environment = new EnvironmentEvidence(
                new EnvironmentEvidence.RunFacts(
                        id,
                        "2026-11-22T02:00:00Z",
                        4711,
                        "ci/verify --images local",
                        "0123456789abcdef0123456789abcdef01234567",
                        dirty,
                        "0.1.0"),
                "local",
                components(),
                boot(),
                List.of(
                        new StatedSetting("conformance.images", "local"),
                        new StatedSetting("conformance.keep", "never"),
                        new StatedSetting(Selection.SETTING, asked)),
                failure);
        return new RecordedRun(
                "2026-11-22T02:00:00Z",
                "2026-11-22T02:02:19Z",
                completed,
                environment,
                null,
                whole ? withTheRest() : List.copyOf(scenarios),
                null,
                List.copyOf(remarks));
    }

    private List<RecordedScenario> withTheRest() {
        Set<String> there = new HashSet<>();
        scenarios.forEach(scenario -> there.add(scenario.id()));
        SampleRun all = new SampleRun();
        scenarios.forEach(all::add);
        REQUIREMENTS.requirements().stream()
                .filter(requirement -> requirement.strength() == Strength.MUST)
                .filter(requirement -> !there.contains(requirement.id()))
                .forEach(requirement -> all.scenario(requirement.id(), Ending.PASSED));
        return List.copyOf(all.scenarios);
    }

    /** The report of it. */
    public ConformanceReport report() {
        return new ReportAssembler(REQUIREMENTS, known, history).assemble(recorded());
    }

    private List<JudgedPart> components() {
        return List.of(
                component("proxy", "proxy", "reference proxy, not Pomerium", "0.1.0", true),
                component("istiod", "mesh control plane", "Istio's pilot", "1.30.3", false),
                component("proxyv2", "mesh data plane", "Envoy in Istio's sidecar", "1.38.0", false),
                component("node", "cluster", "Kubernetes node", "1.36.4", false),
                component("identity-provider", "identity provider", "mock-oauth2-server", "3.0.1", false),
                component("nginx", "workload", "nginx", "1.28.0", false));
    }

    private JudgedPart component(String name, String role, String title, String version, boolean reference) {
        String digest = (name.hashCode() & 0xffff) + "3f5c9d1e7ab024".repeat(5);
        return new JudgedPart(
                name,
                role,
                title,
                versions.getOrDefault(name, version),
                "conformance.local/" + name + ":local",
                "sha256:" + digest.substring(0, 64),
                "",
                reference);
    }

    private static List<BootStage> boot() {
        return List.of(
                new BootStage("images", 0, 1_900),
                new BootStage("node", 1_900, 21_400),
                new BootStage("istio", 23_300, 34_100),
                new BootStage("identity-provider", 23_400, 18_700),
                new BootStage("proxy", 42_100, 15_500),
                new BootStage("first scenario", 57_600, 4_100));
    }
}
