package dev.jimg.tui.term;

/**
 * A pasted text, as one event, so that its letters never run as keys.
 *
 * @param text what was pasted, without controls other than line feeds and tabs; line ends are {@code \n}
 * @param cut whether it was longer than {@link KeyDecoder#MAX_PASTE} bytes and is cut there
 */
public record Paste(String text, boolean cut) implements Input {}
