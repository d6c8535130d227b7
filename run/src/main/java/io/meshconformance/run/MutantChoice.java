package io.meshconformance.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which mutants are played, as {@code ci/mutants} is told.
 *
 * @param ids those that were named; empty where none was
 * @param sample how many are drawn of those; 0 where all are played
 * @param minutes after how many minutes from the start of the command no further one begins; 0 where it may take its time
 */
public record MutantChoice(List<String> ids, int sample, int minutes) {

    private static final int MOST = 1000;

    /** Keeps a copy. */
    public MutantChoice {
        ids = List.copyOf(ids);
    }

    /**
     * Reads it.
     *
     * @param words of the command line, without those that say something else
     * @throws WrongUse when an option is unknown or has no number
     */
    public static MutantChoice parse(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        var ids = new ArrayList<String>();
        int sample = 0;
        int minutes = 0;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--sample" -> sample = number(word, rest);
                case "--minutes" -> minutes = number(word, rest);
                default -> {
                    if (word.startsWith("-")) {
                        throw new WrongUse("unknown option " + word);
                    }
                    ids.add(word);
                }
            }
        }
        return new MutantChoice(ids, sample, minutes);
    }

    private static int number(String option, Deque<String> rest) {
        String given = rest.isEmpty() ? "" : rest.pop();
        if (!given.matches("[1-9][0-9]{0,2}")) {
            throw new WrongUse(option + " needs a number from 1 to " + (MOST - 1) + ": " + option + " 5");
        }
        return Integer.parseInt(given);
    }

    /** The same as words of a command line. */
    public List<String> words() {
        var words = new ArrayList<String>();
        if (sample > 0) {
            words.addAll(List.of("--sample", Integer.toString(sample)));
        }
        if (minutes > 0) {
            words.addAll(List.of("--minutes", Integer.toString(minutes)));
        }
        words.addAll(ids);
        return words;
    }
}
