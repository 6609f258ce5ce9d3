package dev.jimg.build;

import java.nio.file.Path;

/** Where the bytes of a file in a {@link FileTree} are. */
sealed interface FileContent {

    /** In bytes. */
    long size();

    /** A file of this machine. */
    record Local(Path file, long size) implements FileContent {}

    /** @param number the entry's place in the tar, from 0 */
    record Member(TarSource tar, int number, long size) implements FileContent {}

    record Inline(byte[] bytes) implements FileContent {
        @Override
        public long size() {
            return bytes.length;
        }
    }
}
