package dev.jimg.build;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text of what a process writes; a character that comes in two pieces stays one. */
final class OutputText extends OutputStream {

    private final StepRunner.Output output;
    private final boolean error;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    OutputText(StepRunner.Output output, boolean error) {
        this.output = output;
        this.error = error;
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** Both streams of a process may be written at the same time, but are heard one after the other. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        synchronized (output) {
            ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
            all.put(rest).put(bytes, offset, length).flip();
            decode(all, false);
            rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
        }
    }

    private void decode(ByteBuffer bytes, boolean end) {
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, text, end);
        text.flip();
        if (text.hasRemaining()) {
            output.wrote(text.toString(), error);
        }
    }

    @Override
    public void close() {
        synchronized (output) {
            decode(rest, true);
        }
    }
}
