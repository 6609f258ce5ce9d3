package dev.jimg.archive;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads an archive once, from its first byte to its last. */
final class ArchiveIntake {

    private ArchiveIntake() {}

    /** @param in the archive, packed or not; read to its end, not closed */
    static ArchiveFiles read(InputStream in, MemberIntake intake, Cancellation cancellation) throws IOException {
        ArchiveFiles files = new ArchiveFiles();
        try (LayerStream stream = LayerStream.open(new Unclosed(in), LayerLimits.SPOOLED)) {
            TarMembers tar = new TarMembers(stream);
            Optional<TarMember> next = tar.next();
            while (next.isPresent()) {
                cancellation.check();
                TarMember member = next.get();
                switch (member.kind()) {
                    case FILE -> files.add(intake.take(member, tar::read));
                    case LINK -> files.addLink(member.name(), member.target());
                    default -> { }
                }
                next = tar.next();
            }
        }
        return files;
    }

    /** Leaves the stream to whoever opened it. */
    private static final class Unclosed extends InputStream {

        private final InputStream in;

        Unclosed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }
    }
}
