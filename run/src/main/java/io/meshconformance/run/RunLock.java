package io.meshconformance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One run at a time on a machine and in a checkout. The operating system drops a lock with its process, however that
 * ends, so a killed run never blocks the next one.
 */
public final class RunLock implements AutoCloseable {

    private static final String RUNS = "runs";

    private final FileChannel channel;
    private final FileLock lock;
    private final Optional<Path> mark;

    private RunLock(FileChannel channel, FileLock lock, Optional<Path> mark) {
        this.channel = channel;
        this.lock = lock;
        this.mark = mark;
    }

    /**
     * Takes the lock of the machine, for a run that boots a node.
     *
     * @param cache the folder that all runs of this machine use
     * @return the lock, to be closed with the run
     * @throws EnvironmentBroken when another run holds it
     */
    public static RunLock take(Path cache) {
        return machine(cache, "run.lock", false);
    }

    /**
     * Takes part in the lock of the machine, beside other runs on the same kept node.
     *
     * @param cache the folder that all runs of this machine use
     * @return the lock, to be closed with the run
     * @throws EnvironmentBroken when a run that boots a node holds it
     */
    public static RunLock share(Path cache) {
        return machine(cache, "run.lock", true);
    }

    /**
     * Takes the lock of those who start runs: from the first second, before a node is thought of. The run itself takes
     * its own beside it, by whichever user.
     *
     * @param cache the folder that all runs of this machine use
     * @param shared whether other runs on the same kept node may go on beside
     * @return the lock, to be closed with the run
     * @throws EnvironmentBroken when another run is being prepared or is under way
     */
    public static RunLock start(Path cache, boolean shared) {
        machine(cache, "run.lock", shared).close();
        return machine(cache, "start.lock", shared);
    }

    /**
     * Marks a run as alive, for as long as its process is.
     *
     * @param cache the folder that all runs of this machine use
     * @param run the run's id
     * @return the mark, to be closed with the run
     * @throws EnvironmentBroken when the folder cannot be written
     */
    public static RunLock alive(Path cache, String run) {
        RunLock mark = machine(cache.resolve(RUNS), run, false);
        return new RunLock(
                mark.channel, mark.lock, Optional.of(cache.resolve(RUNS).resolve(run)));
    }

    /**
     * Whether a run goes on, or was killed, or has ended.
     *
     * @param cache the folder that all runs of this machine use
     * @param run the run's id
     * @throws UncheckedIOException when its mark cannot be looked at
     */
    public static boolean isAlive(Path cache, String run) {
        Path mark = cache.resolve(RUNS).resolve(run);
        if (!Files.exists(mark)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return true;
            }
            Files.delete(mark);
            return false;
        } catch (OverlappingFileLockException e) {
            // This process holds it itself.
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes the lock of a checkout, whose build and report only one run may write.
     *
     * @param root the checkout's root folder
     * @return the lock, to be closed with the run
     * @throws EnvironmentBroken when another run uses the checkout
     */
    public static RunLock checkout(Path root) {
        return lock(
                root.resolve("target"),
                "run.lock",
                false,
                "another run is under way in this checkout",
                "wait for it to end, or start this one from a checkout of its own");
    }

    private static RunLock machine(Path cache, String file, boolean shared) {
        return lock(cache, file, shared, "another run is under way on this machine", "wait for it to end, or end it");
    }

    private static RunLock lock(Path folder, String name, boolean shared, String held, String cure) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock == null) {
                channel.close();
                throw new EnvironmentBroken(held + " (it holds " + file + ")", cure);
            }
            return new RunLock(channel, lock, Optional.empty());
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the folder " + folder + " cannot be written: " + e.getMessage(),
                    "give this user the right to write it, or name another cache: -Dconformance.cache=FOLDER",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            if (mark.isPresent()) {
                Files.deleteIfExists(mark.get());
            }
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
