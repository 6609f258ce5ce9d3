package dev.jimg.files;

/** What an entry of a layer is. The order is that of the bytes in saved indexes. */
public enum FileKind {
    FILE, DIRECTORY, SYMLINK,
    /** Another name of a file in the same layer; its bytes are counted there. */
    HARD_LINK,
    CHARACTER_DEVICE, BLOCK_DEVICE, FIFO,
    /** Removes what lower layers have under its name (OCI image spec, layer, «Whiteouts»). */
    WHITEOUT;

    private static final FileKind[] ALL = values();

    static FileKind of(int ordinal) {
        return ALL[ordinal];
    }
}
