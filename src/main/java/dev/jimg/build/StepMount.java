package dev.jimg.build;

import dev.jimg.build.RunMount.Sharing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Something that a RUN sees and that is not in its layer. */
sealed interface StepMount {

    /** In the container, absolute. */
    String target();

    /** Who owns a file of its own, and who may use it. */
    record Access(int mode, long uid, long gid) {}

    /** Files of the context, a stage or an image, under one name at the top of a tar. */
    interface Files {
        /** The name at the top. */
        String NAME = "mounted";

        /** Equal for equal files only. */
        String checksum();

        /** Writes the tar. */
        void writeTo(OutputStream tar) throws IOException;
    }

    /** @param readOnly if not, what is written is lost with the step */
    record Bind(Files files, String target, boolean readOnly) implements StepMount {}

    /**
     * @param id what it is known by from build to build
     * @param base what a new one holds; empty for nothing
     */
    record Cache(String id, Sharing sharing, Optional<Files> base, Access access, String target, boolean readOnly)
            implements StepMount {}

    /** @param size in bytes; 0 for no limit */
    record Tmpfs(String target, long size) implements StepMount {}

    /** A file with a secret in it. */
    record Secret(byte[] content, Access access, String target) implements StepMount {}

    /** A socket behind which an SSH agent is. */
    record Agent(Path socket, Access access, String target) implements StepMount {}
}
