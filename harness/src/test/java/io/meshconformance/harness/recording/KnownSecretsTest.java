package io.meshconformance.harness.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownSecretsTest {

    private static final KnownSecrets KNOWN =
            known(List.of("secret-one", "secret-one-and-longer", "another secret", "short", "secret-one"));

    @ParameterizedTest
    @CsvSource({
        "nothing to see, nothing to see",
        "secret-one, <10>",
        "a secret-one b secret-one, a <10> b <10>",
        "secret-one-and-longer, <21>",
        "secret-one-and-long, <10>-and-long",
        "secret-secret-one, secret-<10>",
        "secret-oneanother secret, <10><14>",
        "short, short",
        "secret-on, secret-on"
    })
    void eachIsReplacedWhereverItStands(String text, String clean) {
        assertEquals(clean, KNOWN.replacedIn(text, secret -> "<" + secret.length() + ">"));
    }

    @Test
    void noneOfManyIsLeftInARandomText() {
        var random = new Random(4711);
        var secrets = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            secrets.add(word(random, 8 + random.nextInt(40)));
        }
        var known = known(secrets);
        for (int i = 0; i < 200; i++) {
            String secret = secrets.get(random.nextInt(secrets.size()));
            String text = word(random, random.nextInt(30)) + secret + word(random, random.nextInt(30));
            assertFalse(known.replacedIn(text, found -> "*").contains(secret));
        }
    }

    private static KnownSecrets known(List<String> secrets) {
        var known = new KnownSecrets();
        secrets.forEach(known::add);
        return known;
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
