package dev.jimg.files;

import java.util.ArrayList;
import java.util.List;

/** In what two files of one name differ. */
public enum FileAspect {
    /** One is a file, the other a link, a device … */
    KIND,
    /** What is in a file. */
    CONTENT,
    /** Where a symbolic link leads. */
    LINK,
    MODE,
    OWNER,
    /** Extended attributes, and the number of a device. */
    ATTRIBUTES;

    private static final FileAspect[] ALL = values();

    int bit() {
        return 1 << ordinal();
    }

    static List<FileAspect> of(int bits) {
        List<FileAspect> aspects = new ArrayList<>();
        for (FileAspect aspect : ALL) {
            if ((bits & aspect.bit()) != 0) {
                aspects.add(aspect);
            }
        }
        return aspects;
    }
}
