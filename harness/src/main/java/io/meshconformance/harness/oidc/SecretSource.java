package io.meshconformance.harness.oidc;

import io.meshconformance.run.Setting;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a secret of a provider's file stands, which is never the file itself. */
sealed interface SecretSource {

    /** Shorter ones are taken for words, and would stand in reports. */
    int SHORTEST = 12;

    /** An environment variable. */
    record Variable(String where, String name) implements SecretSource {}

    /** A file of its own. */
    record OwnFile(String where, Path path) implements SecretSource {}

    /** The file and the key that name it. */
    String where();

    /** Reads {@code {variable: NAME}} or {@code {file: PATH}}. */
    static SecretSource read(StrictKeys parent, String key, Path folder) {
        StrictKeys given =
                parent.map(key, key + ": {variable: PROVIDER_SECRET} or {file: PATH}, never the secret itself");
        Optional<String> variable = given.optional("variable");
        Optional<String> file = given.optional("file");
        given.only("variable", "file");
        if (variable.isPresent() == file.isPresent()) {
            throw parent.refused(key, "has one of variable and file", key + ": {variable: PROVIDER_SECRET}");
        }
        if (file.isPresent()) {
            return new OwnFile(parent.where(key), parent.path(key, folder, file.get()));
        }
        String name = variable.orElseThrow();
        String ours = Setting.PREFIX.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
        if (!Pattern.matches("[A-Za-z_][A-Za-z0-9_]*", name) || name.startsWith(ours)) {
            throw given.refused(
                    "variable",
                    "names an environment variable that does not begin with " + ours,
                    "variable: PROVIDER_SECRET");
        }
        return new Variable(parent.where(key), name);
    }

    /**
     * The secret.
     *
     * @param environment usually the process's environment
     * @throws WrongUse that names file, key and cure, and never the secret
     */
    default String value(Map<String, String> environment) {
        if (this instanceof Variable variable) {
            String cure = "; export " + variable.name + "=... before the run";
            String value = environment.getOrDefault(variable.name, "");
            if (value.isEmpty()) {
                throw new WrongUse(where() + " names the variable " + variable.name + ", which is not set" + cure);
            }
            return longEnough(value);
        }
        Path path = ((OwnFile) this).path;
        try {
            return longEnough(Files.readString(path).strip());
        } catch (IOException e) {
            throw new WrongUse(
                    where() + " names the file " + path + ", which cannot be read; write the secret into it", e);
        }
    }

    private String longEnough(String value) {
        if (value.length() < SHORTEST) {
            throw new WrongUse(where() + " leads to a secret of fewer than " + SHORTEST
                    + " characters, which no report can be kept clear of; set a longer one at the provider");
        }
        return value;
    }
}
