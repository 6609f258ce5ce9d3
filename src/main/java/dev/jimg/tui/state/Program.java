package dev.jimg.tui.state;

import java.util.List;
import java.util.Map;

/**
 * A program to run beside this one.
 *
 * @param name what people call it
 * @param words itself and its arguments
 * @param variables of its environment, beside those of this program
 */
public record Program(String name, List<String> words, Map<String, String> variables, OwnCommand.Output output) {

    public Program {
        words = List.copyOf(words);
        variables = Map.copyOf(variables);
    }
}
