package dev.jimg.build.dockerfile;

import java.util.BitSet;

/**
 * The pattern of {@code ${name#pattern}}, {@code ${name%pattern}} and {@code ${name/pattern/text}}.
 *
 * <p>Goes all ways of a match at once, so that it takes at most the length of the value times that of the pattern; Java's
 * regular expressions go one after the other, and some stars are enough for hours.
 */
final class VariablePattern {

    private static final int ANYTHING = -1;
    private static final int ONE = -2;
    private static final int NOWHERE = -1;

    private final int[] steps;

    private VariablePattern(int[] steps) {
        this.steps = steps;
    }

    /** @param pattern {@code *} stands for anything, {@code ?} for one character */
    static VariablePattern of(String pattern) {
        // One star after another means nothing more.
        return new VariablePattern(pattern.replaceAll("\\*+", "*").codePoints()
                .map(c -> c == '*' ? ANYTHING : c == '?' ? ONE : c).toArray());
    }

    String withoutPrefix(String value, boolean longest) {
        int[] text = value.codePoints().toArray();
        int end = end(text, 0, longest);
        return end == NOWHERE ? value : text(text, end, text.length);
    }

    String withoutSuffix(String value, boolean longest) {
        int[] text = value.codePoints().toArray();
        int end = new VariablePattern(reversed(steps)).end(reversed(text), 0, longest);
        return end == NOWHERE ? value : text(text, 0, text.length - end);
    }

    /** The longest match from the first place on; as in Go, an empty one right after another is none. */
    String replace(String value, String replacement, boolean all) {
        int[] text = value.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        int at = 0;
        int copied = 0;
        int last = NOWHERE;
        // A match that fails beyond the first star fails from every later place too: what follows the star is not there.
        while (at <= text.length && (all || last == NOWHERE)) {
            int end = end(text, at, true);
            if (end == NOWHERE && begins(text, at)) {
                break;
            }
            if (end > at || end == at && at != last) {
                result.append(text(text, copied, at)).append(replacement);
                copied = end;
                last = end;
            }
            at = Math.max(end, at + (end > at ? 0 : 1));
        }
        return result.append(text(text, copied, text.length)).toString();
    }

    /** Whether what is before the first star fits here; false without a star. */
    private boolean begins(int[] text, int from) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] == ANYTHING) {
                return true;
            }
            if (from + i >= text.length || steps[i] != ONE && steps[i] != text[from + i]) {
                return false;
            }
        }
        return false;
    }

    /** Where the shortest or longest match that begins here ends. */
    private int end(int[] text, int from, boolean longest) {
        BitSet here = new BitSet();
        BitSet next = new BitSet();
        enter(here, 0);
        int found = NOWHERE;
        for (int at = from; !here.isEmpty(); at++) {
            if (here.get(steps.length)) {
                found = at;
            }
            if (at == text.length || found != NOWHERE && !longest) {
                return found;
            }
            next.clear();
            for (int s = here.nextSetBit(0); s >= 0 && s < steps.length; s = here.nextSetBit(s + 1)) {
                if (steps[s] < 0 || steps[s] == text[at]) {
                    enter(next, steps[s] == ANYTHING ? s : s + 1);
                }
            }
            BitSet before = here;
            here = next;
            next = before;
        }
        return found;
    }

    private void enter(BitSet places, int first) {
        places.set(first);
        if (first < steps.length && steps[first] == ANYTHING) {
            places.set(first + 1);
        }
    }

    private static int[] reversed(int[] all) {
        int[] result = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            result[i] = all[all.length - 1 - i];
        }
        return result;
    }

    private static String text(int[] codePoints, int from, int to) {
        return new String(codePoints, from, to - from);
    }
}
