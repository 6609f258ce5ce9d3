package dev.jimg.tui.term;

import com.googlecode.lanterna.TextColor;
import java.util.HashMap;
import java.util.Map;

/** Writes the shortest SGR (ECMA-48 8.3.117) that leads from one style to the next. */
final class StyleWriter {
    private final ColorDepth depth;
    private final FrameBuffer out;
    /** The parameters of the colours seen so far, so that a frame computes none. */
    private final Map<TextColor, byte[]> foregrounds = new HashMap<>();
    private final Map<TextColor, byte[]> backgrounds = new HashMap<>();
    private Style current;

    StyleWriter(ColorDepth depth, FrameBuffer out) {
        this.depth = depth;
        this.out = out;
    }

    /** Declares that the terminal's style is not known: the next one is set from scratch. */
    void forget() {
        current = null;
    }

    boolean is(Style style) {
        return current == style || style.equals(current);
    }

    /** Whether a blank written, or a line erased, in the terminal's present style leaves nothing to see. */
    boolean erases() {
        return current != null && current.isErased();
    }

    void change(Style next) {
        if (is(next)) {
            return;
        }
        int start = out.size();
        if (current == null || next.equals(Style.PLAIN)) {
            fromScratch(next);
        } else {
            step(next);
            int stepped = out.size();
            fromScratch(next);
            if (out.size() - stepped < stepped - start) {
                out.cutTo(start);
                fromScratch(next);
            } else {
                out.cutTo(stepped);
            }
        }
        current = next;
    }

    private void fromScratch(Style next) {
        begin();
        int open = out.size() - 1; // As if a parameter stood there: an empty first one is 0, which resets.
        attributes(next.attributes(), open);
        color(next.foreground(), true, open);
        color(next.background(), false, open);
        out.add('m');
    }

    private void step(Style next) {
        begin();
        int open = out.size();
        int gone = current.attributes() & ~next.attributes();
        int come = next.attributes() & ~current.attributes();
        if ((gone & (Style.BOLD | Style.DIM)) != 0) {
            parameter(22, open);
            come |= next.attributes() & (Style.BOLD | Style.DIM); // 22 ends both.
        }
        if ((gone & Style.ITALIC) != 0) {
            parameter(23, open);
        }
        if ((gone & Style.UNDERLINE) != 0) {
            parameter(24, open);
        }
        if ((gone & Style.REVERSE) != 0) {
            parameter(27, open);
        }
        attributes(come, open);
        if (!next.foreground().equals(current.foreground())) {
            changeColor(next.foreground(), true, open);
        }
        if (!next.background().equals(current.background())) {
            changeColor(next.background(), false, open);
        }
        if (out.size() == open) {
            out.cutTo(open - 2); // It differs only by colours that this terminal does not show.
        } else {
            out.add('m');
        }
    }

    private void begin() {
        out.add(0x1B);
        out.add('[');
    }

    private void attributes(int attributes, int open) {
        if ((attributes & Style.BOLD) != 0) {
            parameter(1, open);
        }
        if ((attributes & Style.DIM) != 0) {
            parameter(2, open);
        }
        if ((attributes & Style.ITALIC) != 0) {
            parameter(3, open);
        }
        if ((attributes & Style.UNDERLINE) != 0) {
            parameter(4, open);
        }
        if ((attributes & Style.REVERSE) != 0) {
            parameter(7, open);
        }
    }

    private void color(TextColor color, boolean foreground, int open) {
        if (color != TextColor.ANSI.DEFAULT) {
            changeColor(color, foreground, open);
        }
    }

    private void changeColor(TextColor color, boolean foreground, int open) {
        Map<TextColor, byte[]> known = foreground ? foregrounds : backgrounds;
        byte[] parameters = known.get(color);
        if (parameters == null) {
            parameters = depth.parameters(color, foreground);
            known.put(color, parameters);
        }
        if (parameters.length > 0) {
            divide(open);
            out.add(parameters);
        }
    }

    private void parameter(int value, int open) {
        divide(open);
        out.number(value);
    }

    private void divide(int open) {
        if (out.size() > open) {
            out.add(';');
        }
    }
}
