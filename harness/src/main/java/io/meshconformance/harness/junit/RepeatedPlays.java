package io.meshconformance.harness.junit;

import io.meshconformance.run.Settings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Plays each scenario as often as the run was asked to, one play after the other. Where a session has several plans, the
 * plays of a scenario are counted through all of them: a play's number is part of the names of what it puts on the cluster,
 * and what an earlier one put there may not be gone yet.
 */
public final class RepeatedPlays implements ClassTemplateInvocationContextProvider {

    private static final Namespace STORE = Namespace.create(RepeatedPlays.class);

    /** Creates the provider; JUnit does. */
    public RepeatedPlays() {}

    /**
     * Which play of its scenario this is.
     *
     * @param context of the play, or of one of its checks
     * @return from 1, counted through the whole session
     */
    static int number(ExtensionContext context) {
        return context.getStore(STORE).getOrDefault(Integer.class, Integer.class, 1);
    }

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return Declared.scenario(context).isPresent();
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        int plays = Settings.ofThisProcess().repeat();
        int before = context.getStore(StoreScope.LAUNCHER_SESSION, STORE)
                .computeIfAbsent(context.getRequiredTestClass(), type -> new AtomicInteger(), AtomicInteger.class)
                .getAndAdd(plays);
        return IntStream.rangeClosed(1, plays).mapToObj(number -> new Play(number, plays, before));
    }

    private record Play(int number, int plays, int before) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "play %d of %d".formatted(number, plays);
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            context.getStore(STORE).put(Integer.class, before + number);
        }
    }
}
