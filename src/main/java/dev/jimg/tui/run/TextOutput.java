package dev.jimg.tui.run;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Hands on what is written as text, piece by piece as it comes. A character whose bytes come in two pieces waits for
 * the second; what is no UTF-8 becomes U+FFFD.
 */
final class TextOutput extends OutputStream {

    private final Consumer<String> pieces;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = new byte[0];

    TextOutput(Consumer<String> pieces) {
        this.pieces = pieces;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        byte[] all = Arrays.copyOf(begun, begun.length + length);
        System.arraycopy(bytes, offset, all, begun.length, length);
        ByteBuffer in = ByteBuffer.wrap(all);
        CharBuffer out = CharBuffer.allocate(all.length + 1);
        decoder.decode(in, out, false);
        begun = Arrays.copyOfRange(all, in.position(), all.length);
        if (out.position() > 0) {
            pieces.accept(out.flip().toString());
        }
    }
}
