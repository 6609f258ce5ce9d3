package dev.jimg.store;

import java.util.Locale;

/** What lies in the directory of a store, and is ours. The rest of it is files, or nobody's business. */
public enum StoreDirectory {
    BLOBS,
    /** What is on its way in. */
    INGEST,
    /** What can be made again. */
    CACHE,
    /** What can be taken back. */
    TRASH,
    /** Containers of the images. */
    CONTAINERS,
    /** Transfers that outlive the program that began them. */
    TRANSFERS;

    /** Its name there. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
