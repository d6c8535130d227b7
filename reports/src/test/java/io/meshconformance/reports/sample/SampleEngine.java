package io.meshconformance.reports.sample;

import io.meshconformance.evidence.declaration.EarlyEnd;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * Plays declared scenarios through a real JUnit Platform launcher with results that a test chooses, so that no scenario
 * boots an environment to test a listener. A method whose name starts with {@code each} has two invocations. A class is
 * played as often as is asked for, each time in a container of its own; unless that is asked for, in none.
 */
public final class SampleEngine implements TestEngine {

    private final List<Class<?>> scenarios;
    private final Map<String, Play> plays;
    private int times;
    private Supplier<@Nullable EarlyEnd> order = () -> null;

    /** What happens when a method, or a class by its simple name, is played. */
    public interface Play {

        /** Publishes what it likes and says how it ends. */
        TestExecutionResult play(Stage stage);
    }

    /** Where a play publishes. */
    public record Stage(EngineExecutionListener listener, TestDescriptor descriptor) {

        /** Publishes a file as the harness does. */
        public void file(Path file, String mediaType) {
            listener.fileEntryPublished(descriptor, FileEntry.from(file, mediaType));
        }

        /** Publishes a report entry. */
        public void entry(String key, String value) {
            listener.reportingEntryPublished(descriptor, ReportEntry.from(key, value));
        }
    }

    /** Creates an engine for these classes; whoever has no play passes. */
    public SampleEngine(Map<String, Play> plays, Class<?>... scenarios) {
        this.plays = plays;
        this.scenarios = List.of(scenarios);
    }

    /** Plays each class so many times. */
    public SampleEngine plays(int number) {
        times = number;
        return this;
    }

    /** Lets no class begin once there is an order. */
    public SampleEngine heldBackBy(Supplier<@Nullable EarlyEnd> order) {
        this.order = order;
        return this;
    }

    @Override
    public String getId() {
        return "sample";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor engine = new EngineDescriptor(uniqueId, "sample");
        for (Class<?> type : scenarios) {
            Node scenario = new Node(uniqueId.append("class", type.getName()), type);
            if (times == 0) {
                addChecks(scenario, type);
            }
            engine.addChild(scenario);
        }
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        EngineExecutionListener listener = request.getEngineExecutionListener();
        TestDescriptor engine = request.getRootTestDescriptor();
        listener.executionStarted(engine);
        for (TestDescriptor scenario : engine.getChildren()) {
            EarlyEnd early = order.get();
            if (early != null) {
                listener.executionSkipped(scenario, early.reason());
            } else if (times == 0) {
                container(listener, scenario);
            } else {
                repeated(listener, scenario);
            }
        }
        listener.executionFinished(engine, TestExecutionResult.successful());
    }

    private static void addChecks(Node scenario, Class<?> type) {
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> scenario.addChild(
                        new Node(scenario.getUniqueId().append("method", method.getName()), type, method)));
    }

    /** As JUnit does with a class template: neither plays nor checks are known before. */
    private void repeated(EngineExecutionListener listener, TestDescriptor scenario) {
        Class<?> type = ((ClassSource) scenario.getSource().orElseThrow()).getJavaClass();
        listener.executionStarted(scenario);
        for (int i = 1; i <= times; i++) {
            Node play = new Node(scenario.getUniqueId().append("play", String.valueOf(i)), type, "play " + i);
            scenario.addChild(play);
            listener.dynamicTestRegistered(play);
            addChecks(play, type);
            container(listener, play);
        }
        listener.executionFinished(scenario, TestExecutionResult.successful());
    }

    private void container(EngineExecutionListener listener, TestDescriptor scenario) {
        listener.executionStarted(scenario);
        TestExecutionResult result = play(listener, scenario);
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            for (TestDescriptor check : new ArrayList<>(scenario.getChildren())) {
                if (times > 0) {
                    listener.dynamicTestRegistered(check);
                }
                listener.executionStarted(check);
                if (check.isContainer()) {
                    invocations(listener, check);
                }
                listener.executionFinished(check, play(listener, check));
            }
        }
        listener.executionFinished(scenario, result);
    }

    /** Two invocations of a method, which JUnit hears of only now. */
    private void invocations(EngineExecutionListener listener, TestDescriptor template) {
        for (int i = 1; i <= 2; i++) {
            Node invocation = new Node((Node) template, i);
            template.addChild(invocation);
            listener.dynamicTestRegistered(invocation);
            listener.executionStarted(invocation);
            listener.executionFinished(invocation, play(listener, invocation));
        }
    }

    private TestExecutionResult play(EngineExecutionListener listener, TestDescriptor descriptor) {
        Play play = plays.get(descriptor.getDisplayName());
        return play == null ? TestExecutionResult.successful() : play.play(new Stage(listener, descriptor));
    }

    private static final class Node extends AbstractTestDescriptor {

        private final Type type;

        Node(UniqueId id, Class<?> scenario) {
            super(id, scenario.getSimpleName(), ClassSource.from(scenario));
            this.type = Type.CONTAINER;
        }

        Node(UniqueId id, Class<?> scenario, String name) {
            super(id, name, ClassSource.from(scenario));
            this.type = Type.CONTAINER;
        }

        Node(UniqueId id, Class<?> scenario, Method method) {
            super(id, method.getName(), MethodSource.from(scenario, method));
            this.type = method.getName().startsWith("each") ? Type.CONTAINER : Type.TEST;
        }

        Node(Node template, int index) {
            super(
                    template.getUniqueId().append("test-template-invocation", "#" + index),
                    "[" + index + "]",
                    template.getSource().orElseThrow());
            this.type = Type.TEST;
        }

        @Override
        public boolean mayRegisterTests() {
            return type == Type.CONTAINER && getChildren().isEmpty();
        }

        @Override
        public Type getType() {
            return type;
        }
    }
}
