package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.engine.DockerVersion;
import io.meshconformance.harness.engine.HostRequirements;
import io.meshconformance.harness.engine.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Room is looked at where it is needed")
class DiskSpaceTest {

    @TempDir
    Path cache;

    private long free;

    @BeforeEach
    void measure() throws IOException {
        free = Files.getFileStore(cache).getUsableSpace() >> 20;
    }

    @Test
    void enough() {
        assertEquals(List.of(), room(1, 1, 1).problems(Optional.of(cache), true));
    }

    @Test
    void oneDiskMustHoldBoth() {
        // Each for itself would find room.
        List<Problem> problems = room(free * 2 / 3, free * 2 / 3, 1).problems(Optional.of(cache), false);
        assertEquals(1, problems.size());
        assertTrue(
                problems.get(0).what().matches("there are only \\d+ MiB free at .*, a run needs \\d+"),
                problems.get(0).what());
        assertEquals(List.of(), room(free * 2 / 3, free * 2 / 3, 1).problems(Optional.empty(), false));
    }

    @Test
    void imagesThatAreHereNeedNoMore() {
        assertEquals(List.of(), room(1, 1, free * 2).problems(Optional.of(cache), false));
        assertEquals(1, room(1, 1, free * 2).problems(Optional.of(cache), true).size());
    }

    @Test
    void archivesThatAreThereCountAsRoom() throws IOException {
        Path folder = Files.createDirectories(cache.resolve(ImageArchive.FOLDER));
        assertEquals(1, room(free * 2, 0, 0).problems(Optional.empty(), false).size());
        try (var sparse = new RandomAccessFile(folder.resolve("x.tar").toFile(), "rw")) {
            sparse.setLength(free * 2 << 20);
        }
        assertEquals(List.of(), room(free * 2, 0, 0).problems(Optional.empty(), false));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        assertTrue(new DiskSpace(needs(1, 1, 1), file.resolve("cache"))
                .problems(Optional.empty(), false)
                .get(0)
                .what()
                .contains("cannot be written"));
    }

    private DiskSpace room(long archives, long node, long images) {
        return new DiskSpace(needs(archives, node, images), cache);
    }

    private static HostRequirements needs(long archives, long node, long images) {
        return new HostRequirements(1, 1, new DockerVersion(20, 10), 1, archives, node, images, Duration.ofSeconds(30));
    }
}
