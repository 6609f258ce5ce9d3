package dev.jimg.tui.term;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** What is typed as lanterna's key strokes, read when it is asked for; a {@link KeyReader} has a thread for that. */
final class KeyStrokes {

    private final InputPump pump;
    private final Queue<KeyStroke> typed = new ArrayDeque<>();

    KeyStrokes(InputStream in) {
        this.pump = new InputPump(in);
    }

    /** Waits for one; EOF once no more will come. */
    KeyStroke next() throws IOException {
        while (typed.isEmpty()) {
            if (!pump.step(keys())) {
                return new KeyStroke(KeyType.EOF);
            }
        }
        return typed.remove();
    }

    /** Null if none has been typed. */
    KeyStroke poll() throws IOException {
        while (typed.isEmpty() && pump.ready()) {
            if (!pump.step(keys())) {
                return new KeyStroke(KeyType.EOF);
            }
        }
        return typed.poll();
    }

    private Consumer<Input> keys() {
        return input -> {
            if (input instanceof Key key) {
                typed.add(key.toKeyStroke());
            }
        };
    }
}
