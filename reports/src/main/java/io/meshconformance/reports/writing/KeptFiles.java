package io.meshconformance.reports.writing;

import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.reports.format.Digests;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.DebugFile;
import io.meshconformance.reports.model.Screenshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run publishes while it goes on, and lies beside the page later: pictures and debug bundles. */
public final class KeptFiles {

    /** Folder of pictures below that of the report. */
    static final String EVIDENCE = "evidence";

    /** Folder of debug bundles below that of the report. */
    static final String DEBUG = "debug";

    private static final int INLINE = 60_000;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    KeptFiles() {}

    /** The files so far, by their paths below the folder of the report; a copy. */
    synchronized Map<String, byte[]> files() {
        return new LinkedHashMap<>(files);
    }

    /** Forgets them all. */
    synchronized void clear() {
        files.clear();
    }

    /** Keeps the parts of a debug bundle as files beside the page. */
    public synchronized DebugBundle keep(DebugEvidence bundle) {
        return new DebugBundle(
                bundle.when(),
                bundle.parts().stream()
                        .map(part -> kept(plain(bundle.namespace()), part))
                        .toList());
    }

    private DebugFile kept(String namespace, DebugEvidence.Part part) {
        String name = plain(part.name());
        if (part.text() == null) {
            return new DebugFile(name, "", 0, false, part.missing());
        }
        byte[] bytes = part.text().getBytes(StandardCharsets.UTF_8);
        String path = DEBUG + "/" + namespace + "/" + name;
        files.put(path, bytes);
        return new DebugFile(name, path, bytes.length, part.cut(), null);
    }

    /** A name that stays in its folder, whatever a pod is called. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]|^\\.+", "_");
    }

    /** Keeps a picture: inline where it is small, as a file beside the page where it is not. */
    public synchronized Screenshot keep(String mediaType, byte[] bytes) {
        String digest = Digests.sha256(bytes);
        if (bytes.length <= INLINE) {
            String inline = Base64.getEncoder().encodeToString(bytes);
            return new Screenshot("", "", mediaType, digest, bytes.length, inline, "", "");
        }
        String kind = mediaType.replaceFirst("^image/", "").replaceAll("[^a-z]", "");
        String path = EVIDENCE + "/" + digest.substring(0, 16) + "." + kind;
        files.put(path, bytes);
        return new Screenshot("", path, mediaType, digest, bytes.length, null, "", "");
    }
}
