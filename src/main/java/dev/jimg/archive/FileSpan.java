package dev.jimg.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Part of a file, read by position: several threads may read the same file so, each its own part. */
final class FileSpan extends InputStream {

    private final FileChannel file;
    private final long end;
    private long position;

    FileSpan(FileChannel file, long begin, long end) {
        this.file = file;
        this.position = begin;
        this.end = end;
    }

    /** Where in the file the next byte comes from. */
    long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = wanted == 0 ? -1 : file.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        position += Math.max(0, read);
        return read;
    }

    /** As many bytes as fit, or as there are; 0 at the end. @throws ArchiveException if the file has become shorter */
    int fill(byte[] bytes) throws IOException {
        int wanted = (int) Math.min(bytes.length, end - position);
        if (readNBytes(bytes, 0, wanted) < wanted) {
            throw new ArchiveException("the tar is cut off", new EOFException());
        }
        return wanted;
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.max(0, Math.min(bytes, end - position));
        position += skipped;
        return skipped;
    }
}
