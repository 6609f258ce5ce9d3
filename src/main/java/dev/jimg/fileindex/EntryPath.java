package dev.jimg.fileindex;

import dev.jimg.tar.TarException;
import java.util.ArrayList;
import java.util.List;

/** The names that entries of a layer have: relative to its root, whatever they begin with. */
final class EntryPath {

    /** A path that Linux takes at all has no more directories than half of its 4,096 bytes. */
    static final int MAX_DEPTH = 2048;

    private EntryPath() {}

    /**
     * Without leading and doubled slashes, {@code .} and {@code ..}; empty for the root.
     *
     * @throws TarException if it leads out of the root, or too deep: nobody writes such a layer in good faith
     */
    static String clean(String name) throws TarException {
        if (isClean(name)) {
            return name;
        }
        List<String> names = new ArrayList<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                if (names.isEmpty()) {
                    throw new TarException("an entry of the layer leads out of its root");
                }
                names.remove(names.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                names.add(part);
            }
        }
        if (names.size() > MAX_DEPTH) {
            throw new TarException("an entry of the layer lies deeper than " + MAX_DEPTH + " directories");
        }
        return String.join("/", names);
    }

    /** Most names are, and there may be a million. */
    private static boolean isClean(String name) {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/') {
                int length = i - start;
                if (length == 0 || name.charAt(start) == '.' && length <= 2) {
                    return false;
                }
                depth++;
                start = i + 1;
            }
        }
        return depth <= MAX_DEPTH;
    }
}
