package dev.jimg.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with slots, and the same in another language, where the slots may stand in another order.
 *
 * @param pieces what stands before, between and behind the slots: one more than there are slots
 * @param slots the number of each slot, in the order of the English sentence
 * @param letters how much of the sentence is not slots: of two that fit, the one with more is meant
 */
record Phrase(List<String> pieces, List<Integer> slots, String other, int letters) {

    private static final Pattern SLOT = Pattern.compile("\\{(\\d)}");

    static Phrase of(String english, String other) {
        List<String> pieces = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        Matcher slot = SLOT.matcher(english);
        int from = 0;
        while (slot.find()) {
            pieces.add(english.substring(from, slot.start()));
            slots.add(Integer.valueOf(slot.group(1)));
            from = slot.end();
        }
        pieces.add(english.substring(from));
        return new Phrase(pieces, slots, other, pieces.stream().mapToInt(String::length).sum());
    }

    /** What stands in the slots of a text that is this sentence; empty if it is another one. */
    List<String> match(String text) {
        String last = pieces.get(pieces.size() - 1);
        int end = text.length() - last.length();
        if (!text.startsWith(pieces.get(0)) || !text.endsWith(last) || end < pieces.get(0).length()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        int from = pieces.get(0).length();
        for (int i = 1; i < pieces.size() - 1; i++) {
            int at = text.indexOf(pieces.get(i), from);
            if (at < 0 || at + pieces.get(i).length() > end) {
                return List.of();
            }
            found.add(text.substring(from, at));
            from = at + pieces.get(i).length();
        }
        found.add(text.substring(from, end));
        return found;
    }

    /** The other language's sentence with what was found, each put into it as {@code said} has it. */
    String fill(List<String> found, UnaryOperator<String> said) {
        StringBuilder text = new StringBuilder();
        Matcher slot = SLOT.matcher(other);
        int from = 0;
        while (slot.find()) {
            text.append(other, from, slot.start());
            text.append(said.apply(found.get(slots.indexOf(Integer.valueOf(slot.group(1))))));
            from = slot.end();
        }
        return text.append(other, from, other.length()).toString();
    }
}
