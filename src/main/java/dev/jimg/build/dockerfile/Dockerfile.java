package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Dockerfile (Dockerfile reference).
 *
 * @param escape what continues a line and takes the meaning of the next character away: backslash or backtick
 * @param directives those at the top ({@code syntax}, {@code escape}, {@code check}), names in lower case
 * @param globalArgs the ARGs before the first FROM
 * @param stages in order, at least one
 */
public record Dockerfile(char escape, Map<String, String> directives, List<Stage.Step> globalArgs,
        List<Stage> stages) {

    public Dockerfile {
        directives = Map.copyOf(directives);
        globalArgs = List.copyOf(globalArgs);
        stages = List.copyOf(stages);
    }

    /** @throws MalformedException in docker's words, with the line */
    public static Dockerfile parse(String text) {
        if (text.isBlank()) {
            throw new MalformedException("the Dockerfile (Dockerfile) cannot be empty");
        }
        Script script = StatementReader.read(text);
        List<Stage.Step> globalArgs = new ArrayList<>();
        List<List<Stage.Step>> stages = new ArrayList<>();
        for (Statement statement : script.statements()) {
            Stage.Step step = new Stage.Step(statement, instruction(statement, script.escape()));
            if (step.instruction() instanceof Instruction.From) {
                stages.add(new ArrayList<>(List.of(step)));
            } else if (!stages.isEmpty()) {
                stages.get(stages.size() - 1).add(step);
            } else if (step.instruction() instanceof Instruction.Arg) {
                globalArgs.add(step);
            } else {
                throw new MalformedException("no build stage in current context");
            }
        }
        if (stages.isEmpty()) {
            throw new MalformedException("no build stage in current context");
        }
        return new Dockerfile(script.escape(), script.directives(), globalArgs,
                stages.stream().map(steps -> new Stage((Instruction.From) steps.get(0).instruction(), steps)).toList());
    }

    /**
     * Lines of a Dockerfile that need not be a whole one.
     *
     * @throws MalformedException if there is no statement in them
     */
    public static List<Statement> statements(String text) {
        return StatementReader.read(text).statements();
    }

    /** The stage that a {@code --target} or {@code --from} means: by its name, or by its number from 0. */
    public Optional<Integer> stage(String nameOrNumber) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().filter(nameOrNumber::equalsIgnoreCase).isPresent()) {
                return Optional.of(i);
            }
        }
        try {
            int number = Integer.parseInt(nameOrNumber);
            return number >= 0 && number < stages.size() ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instruction instruction(Statement statement, char escape) {
        try {
            return InstructionParser.parse(statement, escape);
        } catch (MalformedException e) {
            throw new MalformedException("dockerfile parse error line " + statement.line() + ": " + e.getMessage(), e);
        }
    }
}
