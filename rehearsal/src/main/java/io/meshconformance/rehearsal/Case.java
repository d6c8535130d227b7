package io.meshconformance.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One run of the suite and what it has to say.
 *
 * @param title what is rehearsed, as a sentence
 * @param mood how the registry answers meanwhile
 * @param arguments the arguments of {@code ci/verify}
 * @param code the exit code it has to end with
 * @param words what it has to say, in any case of letters
 * @param unsaid what neither it nor its report must say
 * @param reported what its report has to say
 */
record Case(
        String title,
        RegistryMood mood,
        List<String> arguments,
        int code,
        List<String> words,
        List<String> unsaid,
        List<String> reported) {

    private static final int BROKEN = 2;
    /** What a run says that judges images assembled on the machine. */
    private static final String LOCAL = "--images local)";

    /** What the label on Istio's images says, of the Ubuntu below them. */
    private static final String UBUNTU = "24.04";

    private static final String ONE_SCENARIO = "GUIDE-002";

    /**
     * The cases of a rehearsal.
     *
     * @param whole whether every scenario is played, and every refusal met by both ways of choosing
     */
    static List<Case> of(boolean whole) {
        List<Case> cases = new ArrayList<>();
        for (String choice : whole ? List.of("auto", "public") : List.of("auto")) {
            Stream.of(
                            refused(RegistryMood.LIMITS, choice, "pull limit"),
                            refused(RegistryMood.WANTS_LOGIN, choice, "without another login"),
                            refused(RegistryMood.FORBIDS, choice, "without another login"),
                            refused(RegistryMood.NEVER_ANSWERS, choice, "does not come in time"))
                    .forEach(cases::add);
        }
        cases.add(new Case(
                whole ? "all scenarios hold on the look-alikes" : ONE_SCENARIO + " holds on the look-alikes",
                RegistryMood.SERVES,
                whole ? List.of("--images", "public") : List.of("--images", "public", "--scenario", ONE_SCENARIO),
                0,
                List.of(),
                List.of(LOCAL, UBUNTU),
                List.of("look-alike of k3s", "reference proxy, not Pomerium")));
        return List.copyOf(cases);
    }

    private static Case refused(RegistryMood mood, String choice, String word) {
        return new Case(
                "a registry that " + said(mood) + " ends a run of --images " + choice + " with its name",
                mood,
                List.of("--images", choice, "--scenario", ONE_SCENARIO),
                BROKEN,
                List.of(word),
                List.of(LOCAL),
                List.of());
    }

    private static String said(RegistryMood mood) {
        return mood.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Compares.
     *
     * @param ended how the suite ended
     * @param report the report's text; empty when there is none
     * @return each difference as a sentence; none when it is as it has to be
     */
    List<String> differences(Program.Ended ended, String report) {
        List<String> differences = new ArrayList<>();
        if (ended.code() != code) {
            differences.add("it ended with " + ended.code() + " instead of " + code);
        }
        missing(words, ended.output()).forEach(word -> differences.add("it does not say '" + word + "'"));
        List<String> silent = missing(unsaid, ended.output() + report);
        unsaid.stream()
                .filter(word -> !silent.contains(word))
                .forEach(word -> differences.add("it says '" + word + "'"));
        missing(reported, report).forEach(word -> differences.add("its report does not say '" + word + "'"));
        return List.copyOf(differences);
    }

    private static List<String> missing(List<String> words, String text) {
        String all = text.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> !all.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
