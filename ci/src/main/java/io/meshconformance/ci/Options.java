package io.meshconformance.ci;

import io.meshconformance.run.Setting;
import io.meshconformance.run.WrongUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The command line of {@code ci/verify}: options that stand for settings, settings themselves, and wishes that need no
 * run.
 *
 * @param properties what was given, as system properties
 * @param words what a person wrote, by key
 * @param help whether the help is asked for
 * @param list whether the list of scenarios is asked for
 * @param others the words that are none of these, in their order
 */
record Options(Properties properties, Map<String, String> words, boolean help, boolean list, List<String> others) {

    /**
     * Reads a command line that has no others.
     *
     * @param arguments as the shell gave them
     * @param defaults what holds where nothing is given, such as the system properties
     * @throws WrongUse when an option is unknown, lacks its value, or is given twice with different values
     */
    static Options parse(List<String> arguments, Properties defaults) {
        Options options = withOthers(arguments, defaults);
        options.others().forEach(word -> {
            throw new WrongUse("unknown option " + word);
        });
        return options;
    }

    /** Reads the command line of a program that knows more options than {@code ci/verify}. */
    static Options withOthers(List<String> arguments, Properties defaults) {
        var properties = new Properties();
        properties.putAll(defaults);
        var words = new HashMap<String, String>();
        boolean help = false;
        boolean list = false;
        var others = new ArrayList<String>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.equals("--help") || word.equals("-h")) {
                help = true;
            } else if (word.equals("--list")) {
                list = true;
            } else if (word.startsWith("-D" + Setting.PREFIX)) {
                String key = word.substring("-D".length()).split("=", 2)[0];
                Optional<String> value = valueIn(word);
                if (value.isEmpty() && key.startsWith(Setting.IMAGE_PREFIX)) {
                    throw new WrongUse("-D" + key + " needs a value: -D" + key + "=REFERENCE");
                }
                give(properties, words, key, "-D" + key, value.orElse("true"));
            } else {
                Setting.ofOption(word.split("=", 2)[0])
                        .ifPresentOrElse(
                                setting -> give(
                                        properties, words, setting.key(), setting.option(), value(setting, word, rest)),
                                () -> others.add(word));
            }
        }
        return new Options(properties, Map.copyOf(words), help, list, List.copyOf(others));
    }

    private static String value(Setting setting, String word, Deque<String> rest) {
        Optional<String> attached = valueIn(word);
        if (setting.isFlag() || attached.isPresent()) {
            return attached.orElse("true");
        }
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new WrongUse(setting.option() + " needs a value: " + setting.option() + " " + setting.placeholder());
        }
        return rest.pop();
    }

    private static Optional<String> valueIn(String word) {
        int at = word.indexOf('=');
        return at < 0 ? Optional.empty() : Optional.of(word.substring(at + 1));
    }

    private static void give(Properties properties, Map<String, String> words, String key, String by, String value) {
        if (value.isBlank()) {
            throw new WrongUse(by + " needs a value, and it is empty");
        }
        String before = words.put(key, by);
        if (before != null && !value.equals(properties.getProperty(key))) {
            throw new WrongUse(by + " is given twice: " + properties.getProperty(key) + " and " + value);
        }
        properties.setProperty(key, value);
    }
}
