package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteCommitTest {

    @TempDir
    Path folder;

    @Test
    void aFileThatNoCommitHoldsMakesItDirty() throws IOException, InterruptedException {
        git("init", "--quiet");
        git("-c", "user.name=n", "-c", "user.email=n@example.test", "commit", "--quiet", "--allow-empty", "-m", "one");
        SuiteCommit clean = SuiteCommit.of(folder);
        Files.writeString(folder.resolve("new"), "x");

        assertTrue(clean.id().matches("[0-9a-f]{40}"), clean.id());
        assertFalse(clean.dirty());
        assertEquals(new SuiteCommit(clean.id(), true), SuiteCommit.of(folder));
    }

    @Test
    void besideNoRepositoryNoCommitIsKnown() {
        assertEquals(new SuiteCommit("", false), SuiteCommit.of(folder.resolve("absent")));
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        String[] words = new String[arguments.length + 3];
        words[0] = "git";
        words[1] = "-C";
        words[2] = folder.toString();
        System.arraycopy(arguments, 0, words, 3, arguments.length);
        try {
            assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
        } catch (IOException absent) {
            assumeTrue(false, "git is not there: " + absent.getMessage());
        }
    }
}
