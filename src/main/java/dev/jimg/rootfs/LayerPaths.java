package dev.jimg.rootfs;

import dev.jimg.posix.Bytes;
import dev.jimg.tar.TarException;
import java.util.ArrayList;
import java.util.List;

/** The names that entries of a layer have: relative to its root, whatever they begin with. */
final class LayerPaths {

    /** Nobody nests deeper; who does wants every entry to cost a walk through thousands of directories. */
    static final int MAX_DEPTH = 512;

    private LayerPaths() {}

    /**
     * Without leading and doubled slashes, {@code .} and {@code ..}; empty for the root.
     *
     * @throws TarException if it leads out of the root: nobody writes such a layer in good faith
     */
    static String clean(String name) throws TarException {
        List<String> names = new ArrayList<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                if (names.isEmpty()) {
                    throw refused(name, "leads out of the root");
                }
                names.remove(names.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                names.add(part);
            }
        }
        if (names.size() > MAX_DEPTH) {
            throw refused(names.get(0) + "/…", "lies deeper than " + MAX_DEPTH + " directories");
        }
        return String.join("/", names);
    }

    static TarException refused(String name, String why) {
        return new TarException("the layer's entry \"" + Bytes.text(name) + "\" " + why);
    }
}
