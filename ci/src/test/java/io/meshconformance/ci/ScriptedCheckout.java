package io.meshconformance.ci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A checkout whose programs are scripts of a test, which write down in {@code calls} how they were called. */
public final class ScriptedCheckout {

    private final Path root;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** One in a folder, with no program yet. */
    public ScriptedCheckout(Path root) {
        this.root = root;
    }

    /** A path in it. */
    public Path path(String path) {
        return root.resolve(path);
    }

    /** Makes a program of {@code ci}, by lines of shell that run in the checkout. */
    public void script(String name, String lines) throws IOException {
        Path file = Files.createDirectories(path("ci")).resolve(name);
        Files.writeString(file, "#!/bin/sh\ncd " + root + "\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** How the programs were called, in their order. */
    public List<String> calls() throws IOException {
        return Files.readAllLines(path("calls"));
    }

    /** Whether none was called. */
    public boolean isUntouched() {
        return Files.notExists(path("calls"));
    }

    /** What the command under test writes to. */
    public PrintStream out() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** What the command under test writes problems to. */
    public PrintStream err() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    /** What was written so far. */
    public String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The problems that were written so far. */
    public String problems() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
