package dev.jimg.tui.state;

/**
 * One way to go on with a line of the palette.
 *
 * @param line the whole line if this is taken
 * @param shown what the list shows for it
 * @param label what it does, a key of the catalogue; empty where it speaks for itself
 * @param disabled why it cannot be done now, a key of the catalogue; empty if it can
 */
public record Candidate(String line, String shown, String label, String disabled) {

    static Candidate of(Command command, AppState state) {
        String disabled = command.needsArgument() ? "" : Commands.binding(state, command.action())
                .map(binding -> binding.disabled().apply(state)).orElse("");
        boolean argument = command.argument() != Command.Argument.NONE;
        return new Candidate(command.name() + (argument ? " " : ""),
                command.name() + (argument ? " " + command.argument().placeholder() : ""), command.label(), disabled);
    }

    static Candidate of(Command command, String argument) {
        return new Candidate(command.name() + " " + argument, argument, "", "");
    }
}
