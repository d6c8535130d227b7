package io.meshconformance.harness.image;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One attempt to pull an image, and how far it is. */
final class ImagePull implements ResultCallback<PullResponseItem> {

    private static final int MB = 1_000_000;

    private record Layer(long there, long size) {}

    private final Map<String, Layer> layers = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile @Nullable Closeable stream;
    private volatile long lastNews = System.nanoTime();
    private volatile boolean heard;

    @Override
    public void onStart(Closeable closeable) {
        stream = closeable;
    }

    @Override
    public void onNext(PullResponseItem item) {
        lastNews = System.nanoTime();
        heard = true;
        if (item.isErrorIndicated()) {
            var detail = item.getErrorDetail();
            onError(new IOException(detail == null ? item.getStatus() : detail.getMessage()));
            return;
        }
        @Nullable String layer = item.getId();
        @Nullable String status = item.getStatus();
        if (layer != null && status != null) {
            layers.compute(layer, (id, before) -> after(before, status, item.getProgressDetail()));
        }
    }

    /** Only what comes over the line counts; unpacking tells the same numbers a second time. */
    private static @Nullable Layer after(
            @Nullable Layer before, String status, PullResponseItem.@Nullable ProgressDetail detail) {
        if (status.equals("Downloading") && detail != null && detail.getCurrent() != null) {
            return new Layer(detail.getCurrent(), detail.getTotal() == null ? 0 : detail.getTotal());
        }
        return before != null && status.equals("Download complete") ? new Layer(before.size(), before.size()) : before;
    }

    @Override
    public void onError(Throwable throwable) {
        end.completeExceptionally(throwable);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    @Override
    public void close() throws IOException {
        Closeable open = stream;
        if (open != null) {
            open.close();
        }
    }

    /** Completes when the engine says no more, with what went wrong if anything did. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** How far it is, as far as the sizes of its layers are known by now. */
    String progress() {
        long there = layers.values().stream().mapToLong(Layer::there).sum();
        long size = layers.values().stream().mapToLong(Layer::size).sum();
        if (size == 0) {
            return "nothing yet";
        }
        return there < size ? there / MB + " of " + size / MB + " MB" : size / MB + " MB, unpacking";
    }

    /**
     * Gives it up when nothing is heard of it.
     *
     * @param first the limit until the registry's first word
     * @param further the limit after each word
     */
    void giveUpWhenStalled(Duration first, Duration further) {
        Duration limit = heard ? further : first;
        if (System.nanoTime() - lastNews > limit.toNanos()) {
            onError(new IOException("timeout: no progress within " + limit.toSeconds() + " s"));
        }
    }
}
