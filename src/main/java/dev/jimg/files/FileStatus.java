package dev.jimg.files;

/** What the topmost layer of a {@link FileTree} did to a file. */
public enum FileStatus {
    /** The layer leaves it as the layers below made it. */
    UNCHANGED,
    /** It is not in the layers below. */
    ADDED,
    /**
     * The layer has it anew. Of a directory: its owner or mode changed; one that a layer merely names again, as every
     * tar does with the directories on the way to a file, is unchanged.
     */
    CHANGED,
    /** It is in the layers below, and from this layer on it is gone. */
    REMOVED;

    private static final FileStatus[] ALL = values();

    /** For sets of them, kept as bits. */
    public int bit() {
        return 1 << ordinal();
    }

    static FileStatus of(int ordinal) {
        return ALL[ordinal];
    }
}
