package dev.jimg.archive;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Blocks that streams of one kind pack, used again by the next stream while any is open: 40 layers that allocated theirs
 * anew took 400 MB, and the collector a fifth of the time. Thread-safe.
 */
final class Blocks {

    private final int blockBytes;
    private final Deque<Block> free = new ArrayDeque<>();
    private int open;

    /** A piece of the stream, and what became of it. */
    static final class Block {
        final byte[] content;
        int length;
        /** What stands before it, where that is of use. */
        byte[] before = new byte[0];
        byte[] packed = new byte[0];
        int count;

        private Block(int bytes) {
            content = new byte[bytes];
        }

        /** Room for so many packed bytes; what is there stays. */
        void room(int bytes) {
            if (packed.length < bytes) {
                packed = Arrays.copyOf(packed, bytes);
            }
        }
    }

    Blocks(int blockBytes) {
        this.blockBytes = blockBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    synchronized void opened() {
        open++;
    }

    /** With the last stream they are gone. */
    synchronized void closed() {
        open--;
        if (open == 0) {
            free.clear();
        }
    }

    /** An empty one. */
    synchronized Block take() {
        Block block = free.isEmpty() ? new Block(blockBytes) : free.pop();
        block.length = 0;
        return block;
    }

    /** It is used by nobody any more. */
    synchronized void give(Block block) {
        free.push(block);
    }
}
