package dev.jimg.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Writes on, on a full disk, in the room of what is only kept to be taken back. */
final class Room {

    private volatile BooleanSupplier maker = () -> false;

    /** @param makesRoom says whether it made any; it takes the state lock */
    void madeBy(BooleanSupplier makesRoom) {
        maker = makesRoom;
    }

    /** Writes all that is left in the buffer. Not to be called under the state lock. */
    void write(FileChannel channel, ByteBuffer bytes, Path file) throws IOException {
        while (bytes.hasRemaining()) {
            try {
                channel.write(bytes);
            } catch (IOException e) {
                if (!DiskErrors.isOutOfSpace(e, file) || !made(e)) {
                    throw e;
                }
            }
        }
    }

    /** Who cannot even try (another holds the lock) made none: the disk's refusal is what there is to say. */
    private boolean made(IOException refused) {
        try {
            return maker.getAsBoolean();
        } catch (RuntimeException e) {
            refused.addSuppressed(e);
            return false;
        }
    }
}
