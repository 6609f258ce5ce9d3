package dev.jimg.tui.term;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The clipboard of whoever sits at the terminal, also over SSH: OSC 52, which the terminal may be configured to ignore.
 */
final class Clipboard {
    /** What xterm takes at most, in characters of Base64. */
    private static final int MAX_ENCODED = 100_000;

    private Clipboard() {}

    /** The bytes that copy a text; null if it is too long for a terminal to take. */
    static byte[] copy(String text, Map<String, String> environment) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        if (encoded.length() > MAX_ENCODED) {
            return null;
        }
        String osc = "\u001b]52;c;" + encoded + "\u0007";
        return wrapped(osc, environment).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * GNU screen passes on only what is wrapped, in pieces of at most 768 bytes. Whether tmux heeds OSC 52 itself or
     * passes it on wrapped is a matter of two of its options, so it gets both: what it does not want it drops.
     */
    private static String wrapped(String osc, Map<String, String> environment) {
        if (environment.containsKey("TMUX")) {
            return osc + "\u001bPtmux;" + osc.replace("\u001b", "\u001b\u001b") + "\u001b\\";
        }
        return environment.containsKey("STY") ? wrapForScreen(osc) : osc;
    }

    private static String wrapForScreen(String osc) {
        StringBuilder wrapped = new StringBuilder(osc.length() + osc.length() / 64);
        int piece = 512;
        for (int at = 0; at < osc.length(); at += piece) {
            wrapped.append("\u001bP").append(osc, at, Math.min(osc.length(), at + piece)).append("\u001b\\");
        }
        return wrapped.toString();
    }
}
