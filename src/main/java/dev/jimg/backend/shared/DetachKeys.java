package dev.jimg.backend.shared;

import dev.jimg.service.Failure;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Watches what is typed for the keys that let go of a container, and holds back what may be their beginning. Written as
 * docker writes them: {@code ctrl-p,ctrl-q}, {@code ctrl-^}, {@code a,b}. One instance for one stream.
 */
public final class DetachKeys {

    /** Docker's, where nothing else is wanted. */
    public static final String DEFAULT = "ctrl-p,ctrl-q";

    private static final String CONTROL = "ctrl-";
    private static final String CONTROLS = "@abcdefghijklmnopqrstuvwxyz[\\]^_";
    private static final int DELETE = 127;

    private final byte[] keys;
    private int matched;

    private DetachKeys(byte[] keys) {
        this.keys = keys;
    }

    /** @throws Failure INVALID if it is no such list */
    public static DetachKeys parse(String text) {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        for (String key : text.split(",", -1)) {
            keys.write(code(key, text));
        }
        return new DetachKeys(keys.toByteArray());
    }

    private static int code(String key, String whole) {
        if (key.length() == 1 && key.charAt(0) < DELETE) {
            return key.charAt(0);
        }
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.equals("del")) {
            return DELETE;
        }
        int control = lower.length() == CONTROL.length() + 1 && lower.startsWith(CONTROL)
                ? CONTROLS.indexOf(lower.charAt(CONTROL.length())) : -1;
        if (control < 0) {
            throw new Failure(Failure.Kind.INVALID, "read the detach keys", whole, "\"" + key + "\" is no key",
                    "Write them as docker does: " + DEFAULT + ".",
                    "Error response from daemon: Invalid escape keys (" + whole + ") provided", null);
        }
        return control;
    }

    /**
     * @param typed the next of what was typed
     * @return what of it, and of what was held back, is to go on
     */
    public byte[] pass(byte[] typed, int count) {
        ByteArrayOutputStream on = new ByteArrayOutputStream(count + keys.length);
        for (int i = 0; i < count && !complete(); i++) {
            if (typed[i] != keys[matched]) {
                on.write(keys, 0, matched);
                matched = 0;
            }
            if (typed[i] == keys[matched]) {
                matched++;
            } else {
                on.write(typed[i]);
            }
        }
        return on.toByteArray();
    }

    /** Whether the keys were typed; nothing more goes on then. */
    public boolean complete() {
        return matched == keys.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(keys);
    }
}
