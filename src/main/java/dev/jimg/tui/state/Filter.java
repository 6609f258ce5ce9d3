package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a typed filter keeps. Its words, parted by blanks, must all agree: a word keeps what contains its letters in
 * this order, though not side by side (fuzzy); with a leading {@code !}, what does not contain the rest as it stands.
 * {@code is:newer} keeps the names that their registries have newer images for, {@code !is:newer} the others.
 * Upper and lower case are the same. An empty filter keeps everything. One that begins with {@code ~} is a regular
 * expression as a whole, and with {@code !~} keeps what does not fit it.
 */
public final class Filter {

    /** A word of this length may also be the beginning of an ID; a shorter one would fit far too many. */
    private static final int MIN_ID_PREFIX = 4;
    private static final String ID_LABEL = "sha256:";
    private static final String EXPRESSION = "~";
    private static final String NEWER = "is:newer";

    private final List<String> wanted = new ArrayList<>();
    private final List<String> unwanted = new ArrayList<>();
    private final boolean inverse;
    private Optional<Boolean> newer = Optional.empty();
    private Optional<Pattern> expression = Optional.empty();
    private Optional<Text> problem = Optional.empty();

    /** Keeps everything. */
    public static final Filter NONE = new Filter("");

    private Filter(String typed) {
        String text = typed.strip();
        inverse = text.startsWith("!" + EXPRESSION);
        if (inverse || text.startsWith(EXPRESSION)) {
            compile(text.substring(inverse ? 2 : 1));
            return;
        }
        for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            if (word.equals(NEWER) || word.equals("!" + NEWER)) {
                newer = Optional.of(word.equals(NEWER));
            } else if (word.startsWith("!")) {
                if (word.length() > 1) {
                    unwanted.add(word.substring(1));
                }
            } else if (!word.isEmpty()) {
                wanted.add(word);
            }
        }
    }

    private void compile(String pattern) {
        try {
            if (!pattern.isEmpty()) {
                expression = Optional.of(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
            }
        } catch (PatternSyntaxException e) {
            problem = Optional.of(Text.of("filter.bad", new Said(e.getDescription())));
        }
    }

    /** Why what was typed is no filter; it keeps everything then. */
    public Optional<Text> problem() {
        return problem;
    }

    public static Filter of(String typed) {
        return new Filter(typed);
    }

    /** Whether a filter keeps this text; for many texts, {@link #of} reads the filter only once. */
    public static boolean keeps(String filter, String text) {
        return of(filter).admits(text.toLowerCase(Locale.ROOT), "");
    }

    public boolean keepsAll() {
        return wanted.isEmpty() && unwanted.isEmpty() && expression.isEmpty() && newer.isEmpty();
    }

    /** Whether this keeps a name that moved in its registry, or one that did not. */
    boolean admits(boolean moved) {
        return newer.isEmpty() || newer.get() == moved;
    }

    /**
     * Whether this keeps a text.
     *
     * @param lower the text in lower case
     * @param hex an ID that a word may be the beginning of
     */
    boolean admits(String lower, String hex) {
        if (expression.isPresent()) {
            return fits(expression.get(), lower) != inverse;
        }
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
        if (expression.isPresent() && !inverse) {
            place(expression.get(), lower, found);
        }
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

    private static boolean fits(Pattern pattern, String text) {
        try {
            return pattern.matcher(new BoundedText(text)).find();
        } catch (BoundedText.TooSlow e) {
            return false;
        }
    }

    private static void place(Pattern pattern, String text, BitSet found) {
        try {
            Matcher matcher = pattern.matcher(new BoundedText(text));
            if (matcher.find()) {
                found.set(matcher.start(), matcher.end());
            }
        } catch (BoundedText.TooSlow e) {
            // Then nothing stands out.
        }
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
