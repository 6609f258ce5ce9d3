package dev.jimg.build;

import dev.jimg.archive.CheckedTarStream;
import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.build.BuildException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tar that can be read again and again: a layer, a context, an archive for ADD. Packed or not.
 *
 * @param identity a digest of its bytes: equal for equal content only
 */
record TarSource(String identity, Supplier<InputStream> bytes) {

    /** Sees an entry; its content is to be read from the stream, or left. */
    @FunctionalInterface
    interface Visitor {
        void visit(int number, TarArchiveEntry entry, InputStream content) throws IOException;
    }

    /**
     * Goes through all entries, from number 0.
     *
     * @throws BuildException DISK if the tar is damaged
     * @throws IOException what the visitor throws
     */
    void forEach(Visitor visitor) throws IOException {
        try (TarArchiveInputStream tar = open()) {
            int number = 0;
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                visitor.visit(number++, entry, tar);
            }
        }
    }

    private TarArchiveInputStream open() {
        try {
            return new TarArchiveInputStream(
                    new CheckedTarStream(LayerStream.open(bytes.get(), LayerLimits.DEFAULT)),
                    StandardCharsets.UTF_8.name());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private TarArchiveEntry next(TarArchiveInputStream tar) {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private BuildException damaged(Exception e) {
        return new BuildException(Kind.DISK, "cannot read the tar " + identity + " (" + e.getMessage() + ")", "", e);
    }
}
