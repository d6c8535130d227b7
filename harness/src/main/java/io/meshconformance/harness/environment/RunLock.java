package io.meshconformance.harness.environment;

import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time on a machine. The operating system drops the lock with the process, however it ends, so a killed
 * run never blocks the next one.
 */
public final class RunLock implements AutoCloseable {

    private final FileChannel channel;
    private final FileLock lock;

    private RunLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @param cache the folder both runs would use
     * @return the lock, to be closed with the run
     * @throws EnvironmentBroken when another run holds it
     */
    public static RunLock take(Path cache) {
        return lock(cache, false);
    }

    /**
     * Takes part in the lock, beside other runs on the same kept node.
     *
     * @param cache the folder all runs use
     * @return the lock, to be closed with the run
     * @throws EnvironmentBroken when a run that boots a node holds it
     */
    public static RunLock share(Path cache) {
        return lock(cache, true);
    }

    private static RunLock lock(Path cache, boolean shared) {
        try {
            Files.createDirectories(cache);
            Path file = cache.resolve("run.lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock == null) {
                channel.close();
                throw new EnvironmentBroken(
                        "another run is under way on this machine (it holds " + file + ")",
                        "wait for it to end, or end it");
            }
            return new RunLock(channel, lock);
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the cache folder " + cache + " cannot be written: " + e.getMessage(),
                    "point -Dconformance.cache at a folder of yours",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
