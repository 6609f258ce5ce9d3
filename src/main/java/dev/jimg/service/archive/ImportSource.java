package dev.jimg.service.archive;

import java.io.InputStream;

/** Where a root file system comes from: a tar, plain or compressed. */
public sealed interface ImportSource {

    /** Read to its end, not closed. */
    record Stream(InputStream in) implements ImportSource {}

    /** Fetched by the backend: by the engine itself where there is one. */
    record Url(String url) implements ImportSource {}
}
