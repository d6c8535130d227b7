package io.meshconformance.badinput;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Input as no author of a parser thinks of it: sound documents with up to four things gone wrong. Drawn at once and not
 * shrunk, which takes a tenth of the time; a failure shows its input and the seed that draws it again.
 */
public final class BadInput {

    private static final int MOST_DAMAGES = 4;
    private static final int WHOLE = 1000;
    private static final int LONGEST = 60;
    private static final int DEEP = 1200;
    private static final int LONG = 1200;

    /** What has broken parsers before: controls, other planes, escapes, brackets, numbers, YAML's own marks. */
    private static final List<String> TEXTS = List.of(
            "\0",
            "\u0001",
            "\u001b[31m",
            "\r\n",
            "\n",
            "\t",
            " ",
            "\u0085",
            "\u2028",
            "\u202e",
            "\uFEFF",
            "\ud83d\ude00",
            "\ud800",
            "é",
            "%zz",
            "%",
            "%00",
            "%0d%0a",
            "../",
            "\\",
            "\\u0000",
            "\\u",
            "\\ud800",
            "\"",
            "'",
            "`",
            "{",
            "}",
            "[",
            "]",
            "{}",
            "[]",
            "<",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            ":",
            ": ",
            "- ",
            ",",
            ";",
            "=",
            "&",
            "?",
            "#",
            "/",
            "//",
            "@",
            "|",
            "*",
            "&a ",
            "*a",
            "&a [*a]",
            "<<: *a",
            "!!java.net.URL ",
            "!!binary ",
            "!!int ",
            "---\n",
            "...\n",
            "? ",
            "~",
            "null",
            "true",
            "NaN",
            "-0",
            "-1",
            "0x1F",
            "1e999",
            "1.5",
            "65536",
            "2147483648",
            "99999999999999999999",
            "9".repeat(LONG),
            "-999999999-01-01",
            "+12345-01-01",
            "٣",
            "${",
            "${a}",
            "${image.proxy}",
            "--",
            "-D",
            "a".repeat(LONG),
            " ".repeat(LONG),
            "[".repeat(DEEP),
            "{\"a\":".repeat(DEEP),
            "- ".repeat(DEEP),
            "&".repeat(DEEP),
            "*".repeat(LONGEST),
            "%41".repeat(LONG),
            bomb());

    /** What addresses, references and headers are divided by. */
    private static final String MARKS = "-._~/:?#[]@!$&'()*+,;=% aZ0\u00e9\n";

    private static final String ASCII =
            IntStream.range(0, 128).mapToObj(Character::toString).collect(Collectors.joining());

    private BadInput() {}

    /**
     * Texts made of sound ones by up to four damages; some stay sound.
     *
     * @param documents sound documents, of every form that the parser knows
     */
    public static Arbitrary<String> like(String... documents) {
        return Arbitraries.randomValue(random -> damaged(documents, random));
    }

    private static String damaged(String[] documents, Random random) {
        String damaged = documents[random.nextInt(documents.length)];
        for (int damage = random.nextInt(MOST_DAMAGES + 1); damage > 0; damage--) {
            damaged = new Damage(
                            Damage.Kind.values()[random.nextInt(Damage.Kind.values().length)],
                            random.nextInt(WHOLE + 1),
                            random.nextInt(LONGEST + 1),
                            TEXTS.get(random.nextInt(TEXTS.size())))
                    .to(damaged);
        }
        return damaged;
    }

    /**
     * The same as bytes in UTF-8, of which one may be another.
     *
     * @param documents sound documents, of every form that the parser knows
     */
    public static Arbitrary<byte[]> bytesLike(String... documents) {
        return Arbitraries.randomValue(random -> {
            byte[] bytes = damaged(documents, random).getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean() && bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            return bytes;
        });
    }

    /** Any text up to sixty characters, controls and other planes among them. */
    public static Arbitrary<String> texts() {
        return Arbitraries.randomValue(random -> {
            if (random.nextInt(3) == 0) {
                return random.ints(random.nextInt(4), 0, TEXTS.size())
                        .mapToObj(TEXTS::get)
                        .collect(Collectors.joining());
            }
            String from = random.nextBoolean() ? ASCII : MARKS;
            return random.ints(random.nextInt(LONGEST + 1), 0, from.length())
                    .mapToObj(at -> from.substring(at, at + 1))
                    .collect(Collectors.joining());
        });
    }

    /** Ten lines that stand for ten thousand million: each list names the one before it ten times. */
    private static String bomb() {
        StringBuilder lines = new StringBuilder("\nb0: &b0 [x]\n");
        for (int level = 1; level <= 10; level++) {
            String before = "*b" + (level - 1);
            lines.append(
                    "b%d: &b%d [%s]\n".formatted(level, level, String.join(", ", Collections.nCopies(10, before))));
        }
        return lines.toString();
    }
}
