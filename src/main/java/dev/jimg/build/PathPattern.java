package dev.jimg.build;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern of slash-separated paths, as Go's {@code filepath.Match} reads it: {@code *} and {@code ?} never match a
 * slash, {@code [a-z]} and {@code [^a-z]} one character, a backslash takes the meaning of the next character away.
 *
 * <p>Not Java's regular expressions, which try one way after the other: some stars in a file that came with somebody's
 * sources would be enough for hours. Here all ways are gone at once, so that a match takes at most the length of the path
 * times that of the pattern.
 */
final class PathPattern {

    private final List<Step> steps;
    private final String pattern;
    /** Characters that a path must have at least. */
    private final int least;
    private int at;

    /**
     * One place of the pattern.
     *
     * @param takes the characters that lead on to the next place
     * @param stays the characters that keep it at this one
     * @param free how many places on it also leads without any character; 0 for none
     */
    private record Step(IntPredicate takes, IntPredicate stays, int free) {

        static final IntPredicate NONE = c -> false;
        static final IntPredicate NAME = c -> c != '/';
        static final Step STAR = new Step(NONE, NAME, 1);
        static final Step REST = new Step(NONE, c -> true, 1);
        /** Any number of whole directories: into the next step, or over it. */
        static final Step DIRECTORIES = new Step(NONE, NONE, 2);
        static final Step IN_DIRECTORIES = new Step(c -> c == '/', c -> true, 0);

        boolean isOne() {
            return stays == NONE && free == 0;
        }

        static Step one(IntPredicate takes) {
            return new Step(takes, NONE, 0);
        }
    }

    private PathPattern(String pattern, boolean doubleStar) {
        this.pattern = pattern;
        List<Step> all = new ArrayList<>();
        while (at < pattern.length()) {
            read(doubleStar, all);
        }
        this.steps = List.copyOf(all);
        this.least = (int) all.stream().filter(Step::isOne).count();
    }

    /** A pattern of COPY and ADD. */
    static PathPattern glob(String pattern) {
        return new PathPattern(pattern, false);
    }

    /** A pattern of {@code .dockerignore}, where {@code **} stands for any number of directories, none included. */
    static PathPattern ignore(String pattern) {
        return new PathPattern(pattern, true);
    }

    /** Whether the text means more than the one path it spells. */
    static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?' || c == '[') {
                return true;
            }
        }
        return false;
    }

    boolean matches(String path) {
        return matches(path, false);
    }

    /** Whether it matches the path, or a directory that this is in. */
    boolean covers(String path) {
        return matches(path, true);
    }

    private boolean matches(String path, boolean orAbove) {
        if (least > path.length()) {
            return false;
        }
        BitSet here = new BitSet();
        enter(here, 0);
        BitSet next = new BitSet();
        for (int i = 0; i < path.length() && !here.isEmpty(); ) {
            int c = path.codePointAt(i);
            if (orAbove && c == '/' && i > 0 && here.get(steps.size())) {
                return true;
            }
            i += Character.charCount(c);
            next.clear();
            for (int s = here.nextSetBit(0); s >= 0 && s < steps.size(); s = here.nextSetBit(s + 1)) {
                go(c, s, next);
            }
            BitSet before = here;
            here = next;
            next = before;
        }
        return here.get(steps.size());
    }

    private void go(int c, int from, BitSet next) {
        Step step = steps.get(from);
        if (step.stays().test(c)) {
            enter(next, from);
        }
        if (step.takes().test(c)) {
            enter(next, from + 1);
        }
    }

    /** A place and all that it leads to without a character. */
    private void enter(BitSet places, int first) {
        int place = first;
        while (!places.get(place)) {
            places.set(place);
            int free = place == steps.size() ? 0 : steps.get(place).free();
            if (free == 0) {
                return;
            }
            if (free == 2) {
                places.set(place + 1);
            }
            place += free;
        }
    }

    private int next() {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean sees(char c) {
        return at < pattern.length() && pattern.charAt(at) == c;
    }

    private void read(boolean doubleStar, List<Step> into) {
        int c = next();
        if (c == '*' && doubleStar && sees('*')) {
            doubleStar(into);
        } else if (c == '*') {
            addOnce(Step.STAR, into);
        } else if (c == '?') {
            into.add(Step.one(Step.NAME));
        } else if (c == '[') {
            into.add(Step.one(characterClass()));
        } else {
            if (c == '\\' && at == pattern.length()) {
                throw syntaxError();
            }
            int meant = c == '\\' ? next() : c;
            into.add(Step.one(actual -> actual == meant));
        }
    }

    /** One star after another means nothing more. */
    private static void addOnce(Step step, List<Step> into) {
        if (into.isEmpty() || into.get(into.size() - 1) != step) {
            into.add(step);
        }
    }

    /** A slash after the stars belongs to them, since they may match nothing. */
    private void doubleStar(List<Step> into) {
        while (sees('*')) {
            at++;
        }
        if (sees('/')) {
            at++;
        }
        if (at == pattern.length()) {
            into.add(Step.REST);
        } else {
            if (into.isEmpty() || into.get(into.size() - 1) != Step.IN_DIRECTORIES) {
                into.add(Step.DIRECTORIES);
                into.add(Step.IN_DIRECTORIES);
            }
        }
    }

    private IntPredicate characterClass() {
        boolean negated = sees('^');
        at += negated ? 1 : 0;
        List<int[]> ranges = new ArrayList<>();
        while (ranges.isEmpty() || !sees(']')) {
            int low = classMember();
            int high = low;
            if (sees('-') && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
                at++;
                high = classMember();
            }
            if (high < low) {
                throw syntaxError();
            }
            ranges.add(new int[] {low, high});
        }
        at++;
        return c -> c != '/' && negated != ranges.stream().anyMatch(range -> c >= range[0] && c <= range[1]);
    }

    private int classMember() {
        if (at == pattern.length()) {
            throw syntaxError();
        }
        int c = next();
        return c == '\\' && at < pattern.length() ? next() : c;
    }

    private MalformedException syntaxError() {
        return new MalformedException("syntax error in pattern: \"" + pattern + "\"");
    }
}
