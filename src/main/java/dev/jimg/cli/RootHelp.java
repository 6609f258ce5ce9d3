package dev.jimg.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code jimg-tui --help} and a group such as {@code jimg-tui image} say. */
final class RootHelp {

    static final String ARGUMENTS = "[OPTIONS] [COMMAND]";

    static final List<Flag> FLAGS = List.of(
            Flag.text("context", 'c', "string", "Use the engine of this docker context"),
            Flag.on("debug", 'D', "Show requests and their status on stderr"),
            Flag.text("host", 'H', "string", "Use the engine at this URL"),
            Flag.text("store", (char) 0, "string", "Use the embedded store in this directory"),
            Flag.on("version", 'v', "Print version information and quit"));

    /** What is known without being declared, to be shown in its place. */
    private static final Flag HELP = Flag.on("help", 'h', "Show this text");
    /** A group, but of the program's own; the others are docker's and known. */
    private static final Commands.Entry CONFIG_COMMAND =
            new Commands.Entry(List.of("config"), Commands.PROGRAM, ConfigCommand.SUMMARY);
    private static final Commands.Entry HELP_COMMAND =
            new Commands.Entry(List.of("help"), Commands.PROGRAM, "Show this text, or that of a command");

    private RootHelp() {}

    static String text(int columns) {
        StringBuilder text = new StringBuilder("Usage:  " + CommandLineFace.PROGRAM + " " + ARGUMENTS + "\n\n"
                + "See, search, pull, push, tag, delete, build and clean up container images\n\n"
                + "Without a command it opens the full-screen app.\n");
        for (String heading : Commands.HEADINGS) {
            text.append(HelpText.commands(heading, Stream
                    .concat(Commands.ROOT.entries().stream(), Stream.of(CONFIG_COMMAND, HELP_COMMAND))
                    .filter(entry -> entry.heading().equals(heading)).toList()));
        }
        text.append(HelpText.commands("Management Commands", Commands.GROUPS.stream()
                .map(group -> new Commands.Entry(List.of(group.name()), "", group.summary() + ": "
                        + String.join(", ", group.entries().stream().map(Commands.Entry::name).toList()))).toList()));
        return text.append("\nGlobal Options:\n").append(new HelpText(columns).flags(shownFlags()))
                .append("\nThe commands are spelled as docker spells them; 'image ls', 'image rm' and so on work too.\n")
                .append("\nRun '").append(CommandLineFace.PROGRAM)
                .append(" COMMAND --help' for more information on a command.\n").toString();
    }

    private static List<Flag> shownFlags() {
        List<Flag> shown = new ArrayList<>(FLAGS);
        shown.add(2, HELP);
        return shown;
    }

    static String of(Commands.Group group) {
        String called = CommandLineFace.PROGRAM + " " + group.name();
        return "Usage:  " + called + " COMMAND\n\n" + group.summary() + "\n"
                + HelpText.commands("Commands", group.entries())
                + "\nRun '" + called + " COMMAND --help' for more information on a command.\n";
    }
}
