package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kind of job has its words in every language: their keys are put together where they are used. */
class JobWordsTest {

    private static List<String> kinds() {
        return Stream.concat(Stream.of(Job.class.getPermittedSubclasses()).map(Class::getSimpleName), Stream.of("repair"))
                .map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    @Test
    void allAreNamedAndToldOfWhenTheyAreCancelled() {
        Set<String> unknown = new TreeSet<>();
        for (Messages language : List.of(Messages.english(), Messages.chinese())) {
            for (String kind : kinds()) {
                Stream.of("kind." + kind, "job." + kind + "-cancelled")
                        .filter(key -> !language.has(key)).forEach(unknown::add);
            }
        }
        assertEquals(Set.of(), unknown);
    }
}
