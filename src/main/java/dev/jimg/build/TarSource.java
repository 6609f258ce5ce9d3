package dev.jimg.build;

import dev.jimg.archive.ArchiveException;
import dev.jimg.build.BuildException.Kind;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A tar that can be read again and again: a layer, a context, an archive for ADD. Packed or not.
 *
 * @param identity a digest of its bytes: equal for equal content only
 */
record TarSource(String identity, Content content) {

    /** Hands the tar on, unpacked; what was made of it is good only when this returns. */
    @FunctionalInterface
    interface Content {
        void read(VerifiedLayer.Use use) throws IOException;
    }

    /** Sees an entry; its content is to be read from the stream, or left. */
    @FunctionalInterface
    interface Visitor {
        void visit(int number, TarEntry entry, InputStream content) throws IOException;
    }

    /**
     * Goes through all entries, from number 0. Names are byte strings.
     *
     * @throws BuildException DISK if the tar is damaged
     * @throws IOException what the visitor throws
     */
    void forEach(Visitor visitor) throws IOException {
        try {
            content.read(unpacked -> forEach(new TarReader(unpacked), visitor));
        } catch (TarException | ArchiveException e) {
            throw new BuildException(Kind.DISK, "cannot read the tar " + identity + " (" + e.getMessage() + ")", "", e);
        }
    }

    private static void forEach(TarReader tar, Visitor visitor) throws IOException {
        int number = 0;
        for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            visitor.visit(number++, entry.get(), SparseContent.whole(entry.get(), tar.content()));
        }
    }
}
