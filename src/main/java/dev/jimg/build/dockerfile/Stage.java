package dev.jimg.build.dockerfile;

import java.util.List;
import java.util.Optional;

/**
 * A FROM and what follows it.
 *
 * @param steps each instruction with the statement it was read from, the FROM first
 */
public record Stage(Instruction.From from, List<Step> steps) {

    /** An instruction as it is written and as it is meant. */
    public record Step(Statement statement, Instruction instruction) {}

    public Stage {
        steps = List.copyOf(steps);
    }

    /** What {@code AS} calls it, in lower case. */
    public Optional<String> name() {
        return from.stage();
    }
}
