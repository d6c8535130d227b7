package io.meshconformance.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values as they were given: in a file, then by environment variables, then by system properties or options; what comes
 * later holds. Each value remembers the words it was given by, for messages and for the report.
 */
final class GivenSettings {

    private static final String IMAGE_VARIABLE = Setting.variable(Setting.IMAGE_PREFIX);

    /**
     * One value.
     *
     * @param text the value, without blanks around it
     * @param by how a person gave it: {@code --seed}, {@code CONFORMANCE_SEED}, or file and key
     */
    record Value(String text, String by) {}

    private final Map<String, Value> byKey = new TreeMap<>();

    private GivenSettings() {}

    /**
     * Gathers what was given.
     *
     * @param properties usually the system properties
     * @param environment usually the process's environment
     * @param checkout where the default file of settings lies
     * @param words how each key was given, where that was not as a system property
     * @throws WrongUse when a key is unknown or the file cannot be read
     */
    static GivenSettings gather(
            Properties properties, Map<String, String> environment, Path checkout, Map<String, String> words) {
        var later = new GivenSettings();
        later.addVariables(environment);
        later.addProperties(properties, words);
        var all = new GivenSettings();
        all.addFile(later.value(Setting.FILE), checkout);
        all.byKey.putAll(later.byKey);
        all.byKey.values().removeIf(value -> value.text().isEmpty());
        return all;
    }

    private void addVariables(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith("CONFORMANCE_")) {
                add(key(name), value, name);
            }
        });
    }

    private void addProperties(Properties properties, Map<String, String> words) {
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(Setting.PREFIX)) {
                add(key, properties.getProperty(key), words.getOrDefault(key, "-D" + key));
            }
        }
    }

    private void addFile(Optional<Value> named, Path checkout) {
        Path file = named.map(SettingReader::path).orElse(checkout.resolve("conformance.properties"));
        if (named.isEmpty() && !Files.exists(file)) {
            return;
        }
        var lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUse("the settings in " + file + " cannot be read: " + e.getMessage(), e);
        }
        for (String key : lines.stringPropertyNames()) {
            add(key, lines.getProperty(key), key + " in " + file.getFileName());
        }
    }

    private static String key(String variable) {
        if (variable.startsWith(IMAGE_VARIABLE)) {
            return Setting.IMAGE_PREFIX
                    + variable.substring(IMAGE_VARIABLE.length())
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace('_', '-');
        }
        return Stream.of(Setting.values())
                .filter(setting -> setting.variable().equals(variable))
                .map(Setting::key)
                .findFirst()
                .orElse(variable);
    }

    private void add(String key, String value, String by) {
        if (!key.startsWith(Setting.IMAGE_PREFIX) && Setting.ofKey(key).isEmpty()) {
            throw new WrongUse("unknown setting " + by + "; known are "
                    + Stream.of(Setting.values()).map(Setting::key).collect(Collectors.joining(", ")) + ", "
                    + Setting.IMAGE_PREFIX + "<name>");
        }
        byKey.put(key, new Value(value.strip(), by));
    }

    Optional<Value> value(Setting setting) {
        return Optional.ofNullable(byKey.get(setting.key()));
    }

    /** Image references by logical name. */
    Map<String, Value> images() {
        var images = new TreeMap<String, Value>();
        byKey.forEach((key, value) -> {
            if (key.startsWith(Setting.IMAGE_PREFIX)) {
                images.put(key.substring(Setting.IMAGE_PREFIX.length()), value);
            }
        });
        return images;
    }

    /** All values by key. */
    Map<String, Value> all() {
        return Map.copyOf(byKey);
    }
}
