package dev.jimg.inflate;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** zlib, as the JDK has it. */
final class JdkInflater implements RawInflater {

    private final Inflater inflater = new Inflater(true);

    @Override
    public void reset() {
        inflater.reset();
    }

    @Override
    public void setInput(byte[] input, int offset, int length) {
        inflater.setInput(input, offset, length);
    }

    @Override
    public int inflate(byte[] out, int offset, int length) throws DataFormatException {
        return inflater.inflate(out, offset, length);
    }

    @Override
    public boolean finished() {
        return inflater.finished();
    }

    @Override
    public int remaining() {
        return inflater.getRemaining();
    }

    @Override
    public long bytesWritten() {
        return inflater.getBytesWritten();
    }

    /** Gives back what it holds outside the heap; it is of no use after that. */
    void end() {
        inflater.end();
    }
}
