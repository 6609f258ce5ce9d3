package dev.jimg.archive;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Reads an archive once, from its first byte to its last. */
final class ArchiveIntake {

    private ArchiveIntake() {}

    /**
     * @param in the archive, packed or not; read to its end, also behind that of the tar, so that what packs it is
     *     verified and what fills a pipe is not cut off; not closed
     */
    static ArchiveFiles read(InputStream in, MemberIntake intake, Cancellation cancellation) throws IOException {
        ArchiveFiles files = new ArchiveFiles();
        try (LayerStream stream = LayerStream.open(new Source(in, cancellation), LayerLimits.SPOOLED)) {
            TarMembers tar = new TarMembers(stream, cancellation);
            Optional<TarMember> next = tar.next();
            while (next.isPresent()) {
                TarMember member = next.get();
                switch (member.kind()) {
                    case FILE -> files.add(intake.take(member, tar::read, Compression.NONE).came());
                    case LINK -> files.addLink(member.name(), member.target());
                    default -> { }
                }
                next = tar.next();
            }
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return files;
    }

    /**
     * Leaves the stream to whoever opened it, and hears a cancellation also where bytes are passed over that belong to no
     * file: there may be any number of them.
     */
    private static final class Source extends InputStream {

        private final InputStream in;
        private final Cancellation cancellation;

        Source(InputStream in, Cancellation cancellation) {
            this.in = in;
            this.cancellation = cancellation;
        }

        @Override
        public int read() throws IOException {
            cancellation.check();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            cancellation.check();
            return in.read(bytes, offset, length);
        }
    }
}
