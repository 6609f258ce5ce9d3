package dev.jimg.inflate;

import java.util.zip.DataFormatException;

/** Deflate, block by block. Each step is done whole, or waits until more input is there. */
final class OwnInflater implements RawInflater {

    private enum Step { BLOCK, STORED_LENGTH, STORED, SIZES, CODE, LENGTHS, SYMBOLS, END }

    /** Small enough to stay near the processor, so large that moving the history costs nothing. */
    private static final int WINDOW_BYTES = 128 * 1024;

    private final BitInput in = new BitInput();
    private final Window window;
    private final Codes codes = new Codes();
    private final Symbols symbols;
    private Step step;
    private boolean lastBlock;
    private int stored;
    private long written;
    private DataFormatException fault;

    OwnInflater() {
        this(WINDOW_BYTES);
    }

    /** @param windowBytes how much is inflated before the history is moved */
    OwnInflater(int windowBytes) {
        window = new Window(windowBytes);
        symbols = new Symbols(in, codes, window);
        reset();
    }

    @Override
    public void reset() {
        in.clear();
        window.clear();
        step = Step.BLOCK;
        lastBlock = false;
        written = 0;
        fault = null;
    }

    @Override
    public void setInput(byte[] input, int offset, int length) {
        in.set(input, offset, length);
    }

    @Override
    public int inflate(byte[] out, int offset, int length) throws DataFormatException {
        if (window.served()) {
            fill();
        }
        int count = window.handOut(out, offset, length);
        written += count;
        return count;
    }

    @Override
    public boolean finished() {
        return step == Step.END && window.served();
    }

    @Override
    public int remaining() {
        return in.remaining();
    }

    @Override
    public long bytesWritten() {
        return written;
    }

    /** What is good is handed out first; after it, the fault is told whenever one asks. */
    private void fill() throws DataFormatException {
        if (fault == null) {
            window.slide();
            try {
                boolean more = true;
                while (more) {
                    more = advance();
                }
            } catch (DataFormatException e) {
                fault = e;
            }
        }
        if (fault != null && window.served()) {
            throw fault;
        }
    }

    /** @return false if there is nothing to do without more input, or more room, or at all */
    private boolean advance() throws DataFormatException {
        return switch (step) {
            case BLOCK -> lastBlock ? endStream() : beginBlock();
            case STORED_LENGTH -> beginStored();
            case STORED -> copyStored();
            case SIZES -> then(codes.readSizes(in), Step.CODE);
            case CODE -> then(codes.readCode(in), Step.LENGTHS);
            case LENGTHS -> then(codes.readLengths(in), Step.SYMBOLS);
            case SYMBOLS -> then(symbols.decode(), Step.BLOCK);
            case END -> false;
        };
    }

    private boolean then(boolean done, Step next) {
        if (done) {
            step = next;
        }
        return done;
    }

    private boolean endStream() {
        in.giveBack();
        step = Step.END;
        return false;
    }

    private boolean beginBlock() throws DataFormatException {
        if (!in.has(3)) {
            return false;
        }
        lastBlock = in.take(1) == 1;
        switch (in.take(2)) {
            case 0 -> {
                in.dropToByte();
                step = Step.STORED_LENGTH;
            }
            case 1 -> {
                codes.useFixed();
                step = Step.SYMBOLS;
            }
            case 2 -> step = Step.SIZES;
            default -> throw Fault.BLOCK_TYPE.exception();
        }
        return true;
    }

    private boolean beginStored() throws DataFormatException {
        if (!in.has(32)) {
            return false;
        }
        stored = in.take(16);
        if (in.take(16) != (~stored & 0xffff)) {
            throw Fault.STORED_LENGTHS.exception();
        }
        in.giveBack();
        step = Step.STORED;
        return true;
    }

    private boolean copyStored() {
        stored -= window.copy(in, stored);
        return then(stored == 0, Step.BLOCK);
    }
}
