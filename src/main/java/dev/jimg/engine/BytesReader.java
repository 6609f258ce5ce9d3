package dev.jimg.engine;

import java.io.IOException;
import java.io.InputStream;

/** What becomes of an answer's bytes. */
@FunctionalInterface
public interface BytesReader {

    /** It need not read them all. */
    void read(InputStream bytes) throws IOException;
}
