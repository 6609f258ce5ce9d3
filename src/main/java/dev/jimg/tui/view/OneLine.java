package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.Notice;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence in one line that may be too short for it: names in it give way first, each in its middle, for what they
 * are of stands at their ends; then, where it tells of a failure, what failed gives way to why.
 */
final class OneLine {

    /** No name is cut to less: three letters of each end tell it from most others. */
    private static final int NAME = 8;
    private static final int SHORT_DIGEST = "sha256:".length() + 12;
    private static final Pattern WORDS = Pattern.compile("[^\\s()«»,;，。：；（）\\p{IsIdeographic}]+");

    private OneLine() {}

    /** What a notice says, in at most so many cells. */
    static String of(Notice notice, int cells, Look look) {
        String text = said(notice.text(), cells, look);
        if (notice.failure().isEmpty() || CellText.width(text) <= cells) {
            return cut(text, cells);
        }
        Failure failure = notice.failure().get();
        String alone = said(FailureText.withoutSubject(failure), cells, look);
        return CellText.width(alone) <= cells ? alone : cut(said(FailureText.why(failure), cells, look), cells);
    }

    private static String said(Text text, int cells, Look look) {
        return named(CellText.sanitize(look.say(text)), cells);
    }

    /** The text with its names made shorter, always the one that is longest by then, as far as it takes. */
    private static String named(String text, int cells) {
        List<String> names = names(text);
        List<String> shown = new ArrayList<>(names);
        String shorter = text;
        for (int excess = CellText.width(text) - cells; excess > 0; excess = CellText.width(shorter) - cells) {
            int longest = longest(shown);
            if (longest < 0) {
                return shorter;
            }
            int width = CellText.width(shown.get(longest));
            shown.set(longest, name(names.get(longest), Math.max(width - excess, Math.max(NAME, width * 2 / 3))));
            shorter = replaced(text, names, shown);
        }
        return shorter;
    }

    /** References, paths and addresses have one of {@code / . : @} in them; no other word is shortened. */
    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (Matcher words = WORDS.matcher(text); words.find();) {
            String word = words.group().endsWith(":") || words.group().endsWith(".")
                    ? words.group().substring(0, words.group().length() - 1) : words.group();
            if (word.chars().anyMatch(c -> "/.:@".indexOf(c) >= 0)) {
                names.add(word);
            }
        }
        return names;
    }

    /** @return the index of the longest name that can be shortened, -1 if none can */
    private static int longest(List<String> names) {
        int longest = -1;
        int most = NAME;
        for (int i = 0; i < names.size(); i++) {
            if (CellText.width(names.get(i)) > most) {
                longest = i;
                most = CellText.width(names.get(i));
            }
        }
        return longest;
    }

    /** The names stand in the text in their order. */
    private static String replaced(String text, List<String> names, List<String> shown) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int i = 0; i < names.size(); i++) {
            int at = text.indexOf(names.get(i), from);
            result.append(text, from, at).append(shown.get(i));
            from = at + names.get(i).length();
        }
        return result.append(text, from, text.length()).toString();
    }

    /**
     * A name in at most so many cells. A digest is cut to the twelve digits that docker shows; a reference or path
     * keeps its first and its last part, then the last alone, which tells the image and its tag.
     */
    static String name(String name, int cells) {
        int at = name.indexOf("sha256:");
        String shorter = at >= 0 && name.length() > at + SHORT_DIGEST ? name.substring(0, at + SHORT_DIGEST) + "…" : name;
        if (at == 0) {
            return CellText.truncate(shorter, cells);
        }
        int first = shorter.indexOf('/', 1);
        int last = shorter.lastIndexOf('/');
        if (CellText.width(shorter) <= cells || last <= 0) {
            return CellText.truncateMiddle(shorter, cells);
        }
        String end = shorter.substring(last);
        String both = shorter.substring(0, first) + "/…" + end;
        String one = first < last && CellText.width(both) <= cells ? both : "…" + end;
        return CellText.width(one) <= cells ? one : CellText.truncateMiddle(one, cells);
    }

    /** Cut at its end, but before what stands in parentheses there: that is what the system said. */
    private static String cut(String text, int cells) {
        int detail = Math.max(text.lastIndexOf('('), text.lastIndexOf('（'));
        boolean ends = text.endsWith(")") || text.endsWith("）");
        if (CellText.width(text) > cells && ends && detail > 0) {
            String gap = text.charAt(detail) == '(' ? " " : "";
            int rest = cells - CellText.width(gap + text.substring(detail));
            if (rest >= NAME) {
                return CellText.truncate(text.substring(0, detail).stripTrailing(), rest) + gap + text.substring(detail);
            }
        }
        return CellText.truncate(text, cells);
    }
}
