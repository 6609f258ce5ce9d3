package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * What a typed filter keeps. Its words, parted by blanks, must all agree: a word keeps what contains its letters in
 * this order, though not side by side (fuzzy); with a leading {@code !}, what does not contain the rest as it stands.
 * Upper and lower case are the same. An empty filter keeps everything.
 */
public final class Filter {

    /** A word of this length may also be the beginning of an ID; a shorter one would fit far too many. */
    private static final int MIN_ID_PREFIX = 4;
    private static final String ID_LABEL = "sha256:";

    private final List<String> wanted = new ArrayList<>();
    private final List<String> unwanted = new ArrayList<>();

    private Filter(String typed) {
        for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            if (word.startsWith("!")) {
                if (word.length() > 1) {
                    unwanted.add(word.substring(1));
                }
            } else if (!word.isEmpty()) {
                wanted.add(word);
            }
        }
    }

    public static Filter of(String typed) {
        return new Filter(typed);
    }

    /** Whether a filter keeps this text; for many texts, {@link #of} reads the filter only once. */
    public static boolean keeps(String filter, String text) {
        return of(filter).admits(text.toLowerCase(Locale.ROOT), "");
    }

    public boolean keepsAll() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /**
     * Whether this keeps a text.
     *
     * @param lower the text in lower case
     * @param hex an ID that a word may be the beginning of
     */
    boolean admits(String lower, String hex) {
        for (String word : unwanted) {
            if (lower.contains(word)) {
                return false;
            }
        }
        for (String word : wanted) {
            if (!containsInOrder(word, lower) && !beginsId(word, hex)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Which chars of a text made the filter keep it: for each word the place where it stands whole, else the letters
     * that were found one by one.
     *
     * @param lower the text in lower case
     */
    public BitSet matched(String lower) {
        BitSet found = new BitSet(lower.length());
        for (String word : wanted) {
            int whole = lower.indexOf(word);
            if (whole >= 0) {
                found.set(whole, whole + word.length());
            } else if (containsInOrder(word, lower)) {
                int at = 0;
                for (int i = 0; i < word.length(); i++) {
                    at = lower.indexOf(word.charAt(i), at);
                    found.set(at++);
                }
            }
        }
        return found;
    }

    /** In one pass, for this is what a key in the filter of a long list waits for. */
    private static boolean containsInOrder(String word, String text) {
        int found = 0;
        for (int i = 0; i < text.length() && found < word.length(); i++) {
            if (text.charAt(i) == word.charAt(found)) {
                found++;
            }
        }
        return found == word.length();
    }

    private static boolean beginsId(String word, String hex) {
        String digits = word.startsWith(ID_LABEL) ? word.substring(ID_LABEL.length()) : word;
        return digits.length() >= MIN_ID_PREFIX && hex.startsWith(digits);
    }
}
