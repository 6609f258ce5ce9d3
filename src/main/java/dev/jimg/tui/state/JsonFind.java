package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is looked for in a JSON tree.
 *
 * @param typing whether it is being typed
 * @param matches the lines that have it, folded ones too
 * @param origin the line where the cursor was when the typing began: the search starts there, and Esc goes back
 */
public record JsonFind(LineEdit text, boolean typing, List<Integer> matches, int origin) {

    public static final JsonFind NONE = new JsonFind(LineEdit.EMPTY, false, List.of(), 0);

    public JsonFind {
        matches = List.copyOf(matches);
    }

    public boolean active() {
        return typing || !text.text().isEmpty();
    }

    public JsonFind begin(int line) {
        return new JsonFind(LineEdit.EMPTY, true, List.of(), line);
    }

    public JsonFind end() {
        return text.text().isEmpty() ? NONE : new JsonFind(text, false, matches, origin);
    }

    /** The same search in a tree, or another search in the same one. */
    public JsonFind look(LineEdit wanted, JsonTree tree) {
        List<Integer> found = new ArrayList<>();
        String lower = wanted.text().toLowerCase(Locale.ROOT);
        for (int i = 0; !lower.isEmpty() && i < tree.lines().size(); i++) {
            if (tree.contains(i, lower)) {
                found.add(i);
            }
        }
        return new JsonFind(wanted, typing, found, origin);
    }

    /** The first match at or after a line; after the last one the first again. -1 without a match. */
    public int from(int line) {
        for (int match : matches) {
            if (match >= line) {
                return match;
            }
        }
        return matches.isEmpty() ? -1 : matches.get(0);
    }

    /** The match before a line; before the first one the last. -1 without a match. */
    public int before(int line) {
        for (int i = matches.size() - 1; i >= 0; i--) {
            if (matches.get(i) < line) {
                return matches.get(i);
            }
        }
        return matches.isEmpty() ? -1 : matches.get(matches.size() - 1);
    }
}
