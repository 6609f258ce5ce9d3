package dev.jimg.files;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What lies over what. */
public final class Overlay {

    private Overlay() {}

    /**
     * Whether higher layers replace or take away what a layer has under a path.
     *
     * @param layers of an image, the lowest first
     * @param path as a byte string, relative to the root
     */
    public static boolean covered(List<LayerFiles> layers, int layer, String path) {
        for (LayerFiles above : layers.subList(layer + 1, layers.size())) {
            if (covers(above, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(LayerFiles files, String path) {
        int at = 0;
        for (String name : path.split("/")) {
            if (files.opaque(at)) {
                return true;
            }
            at = files.child(at, name.getBytes(StandardCharsets.ISO_8859_1));
            if (at < 0) {
                return false;
            }
            if (!files.isDirectory(at)) {
                return true;
            }
        }
        return true;
    }
}
