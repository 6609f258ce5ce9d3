package dev.jimg.service.files;

/**
 * How far the reading of files is.
 *
 * @param done bytes read
 * @param total bytes to read, roughly where an engine saves; -1 if not known
 * @param preparing the engine that prepares what is to be read, as its users call it; empty once it comes, and where
 *     nothing has to be prepared
 */
public record FilesProgress(long done, long total, String preparing) {

    public FilesProgress(long done, long total) {
        this(done, total, "");
    }

    /** An engine is asked, and has not begun to answer: it writes the whole archive to its disk first. */
    public static FilesProgress preparing(String engine, long total) {
        return new FilesProgress(0, total, engine);
    }
}
