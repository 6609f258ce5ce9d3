package dev.jimg.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sentences that the parts below the faces put together in English (what failed, why, what to do next), in another
 * language.
 *
 * <p>The English sentence is itself the key, as it is in gettext: those parts know nothing of languages, the commands
 * print their words as they are, and what a server said, which nobody translates, passes through the same places. A
 * phrase holds slots, {@code {0}}; what stands there is looked up again, for a reason may hold another.
 */
final class Phrases {

    /** A reason in a reason in a reason: no sentence goes deeper. */
    private static final int MAX_DEPTH = 4;
    private static final String SENTENCE_END = "(?<=[.?!]) (?=\\p{Lu}|«)";

    private final Map<String, String> whole = new HashMap<>();
    private final Map<Character, List<Phrase>> byFirst = new HashMap<>();
    private final List<Phrase> openInFront = new ArrayList<>();

    private Phrases() {}

    /** Pairs of lines, English and the other language; lines that begin with {@code #} and empty ones part them. */
    static Phrases load(String name) {
        Phrases phrases = new Phrases();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Phrases.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty() && !line.startsWith("# ")) {
                    phrases.add(line, in.readLine());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return phrases;
    }

    private void add(String english, String other) {
        Phrase phrase = Phrase.of(english, other);
        if (phrase.slots().isEmpty()) {
            whole.put(english, other);
        } else if (phrase.pieces().get(0).isEmpty()) {
            openInFront.add(phrase);
        } else {
            byFirst.computeIfAbsent(english.charAt(0), first -> new ArrayList<>()).add(phrase);
        }
    }

    /** The text in the other language: whole, or line by line, or sentence by sentence; empty if nothing is known. */
    Optional<String> say(String english) {
        if (english.indexOf('\n') >= 0) {
            return parts(english.split("\n"), "\n", "\n");
        }
        Optional<String> said = sentence(english, 0);
        String[] sentences = said.isPresent() ? new String[1] : english.split(SENTENCE_END);
        return sentences.length == 1 ? said : parts(sentences, "", " ");
    }

    /** @param among stands between two parts that are both known; there is no space between Chinese sentences */
    private Optional<String> parts(String[] parts, String among, String between) {
        StringBuilder text = new StringBuilder();
        boolean known = false;
        boolean before = false;
        for (String part : parts) {
            Optional<String> said = say(part);
            text.append(text.length() == 0 ? "" : before && said.isPresent() ? among : between).append(said.orElse(part));
            before = said.isPresent();
            known |= before;
        }
        return known ? Optional.of(text.toString()) : Optional.empty();
    }

    private Optional<String> sentence(String english, int depth) {
        String exact = whole.get(english);
        if (exact == null) {
            exact = whole.get(english.toLowerCase(Locale.ROOT));
        }
        if (exact != null || english.isEmpty() || depth == MAX_DEPTH) {
            return Optional.ofNullable(exact);
        }
        Match best = best(openInFront, english, best(byFirst.getOrDefault(english.charAt(0), List.of()), english, null));
        return best == null ? Optional.empty()
                : Optional.of(best.phrase().fill(best.found(), slot -> sentence(slot, depth + 1).orElse(slot)));
    }

    /** The phrase that fits with the most letters of its own. */
    private static Match best(List<Phrase> phrases, String english, Match before) {
        Match best = before;
        for (Phrase phrase : phrases) {
            if (best == null || phrase.letters() > best.phrase().letters()) {
                List<String> found = phrase.match(english);
                best = found.isEmpty() ? best : new Match(phrase, found);
            }
        }
        return best;
    }

    private record Match(Phrase phrase, List<String> found) {}
}
