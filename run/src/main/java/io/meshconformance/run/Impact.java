package io.meshconformance.run;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What it means to the people behind the proxy that a promise is broken; from the gravest to the least. */
public enum Impact {
    /** Somebody gets to what is not theirs. */
    LETS_IN("lets somebody in", "let somebody in"),
    /** Something gets out that should have stayed: a token, data that leave the mesh. */
    LEAKS("leaks", "leak"),
    /** People do not get to what is theirs. */
    KEEPS_OUT("keeps everybody out", "keep everybody out"),
    /** What is said of the system is not so, and who goes by it does the wrong thing. */
    MISLEADS("misleads", "mislead");

    private final String ofOne;
    private final String ofSeveral;

    Impact(String ofOne, String ofSeveral) {
        this.ofOne = ofOne;
        this.ofSeveral = ofSeveral;
    }

    /**
     * The impact of these words.
     *
     * @throws IllegalArgumentException where there is none; the message names them all
     */
    public static Impact of(String words) {
        return Arrays.stream(values())
                .filter(impact -> impact.ofOne.equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is no impact: write one of %s".formatted(words, Impact.all())));
    }

    /** All of them, in a sentence. */
    public static String all() {
        return Arrays.stream(values()).map(Impact::toString).collect(Collectors.joining(", "));
    }

    /** As the subject of so many broken promises has it: {@code 1 lets somebody in}, {@code 2 let somebody in}. */
    public String of(int promises) {
        return promises == 1 ? ofOne : ofSeveral;
    }

    /** The words of the list of requirements, and of the report. */
    @Override
    public String toString() {
        return ofOne;
    }
}
