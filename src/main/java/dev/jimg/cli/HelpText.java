package dev.jimg.cli;

import java.util.List;

/** Help, laid out as docker lays it out. */
final class HelpText {

    /** What the last line of a paragraph may run over, so that no single word is left for the next. */
    private static final int SLOP = 5;
    private static final int LEAST_WIDTH = 24;
    private static final int BLOCK_INDENT = 16;

    private final int columns;

    /** @param columns to wrap at */
    HelpText(int columns) {
        // Docker leaves the last column free.
        this.columns = columns - 1;
    }

    static String usageLine(String command, Usage usage) {
        return "Usage:  " + CommandLineFace.PROGRAM + " " + command
                + (usage.arguments().isEmpty() ? "" : " " + usage.arguments()) + "\n";
    }

    String of(String command, Usage usage) {
        StringBuilder text = new StringBuilder(usageLine(command, usage));
        text.append('\n').append(usage.summary()).append('\n');
        if (!usage.more().isEmpty()) {
            text.append('\n').append(usage.more()).append('\n');
        }
        if (!usage.aliases().isEmpty()) {
            text.append("\nAliases:\n  ").append(CommandLineFace.PROGRAM).append(' ')
                    .append(String.join(", " + CommandLineFace.PROGRAM + " ", usage.aliases())).append('\n');
        }
        if (!usage.flags().isEmpty()) {
            text.append("\nOptions:\n").append(flags(usage.flags().stream().filter(Flag::listed).toList()));
        }
        return text.toString();
    }

    /** {@code Commands:} and one line each. */
    static String commands(String heading, List<Commands.Entry> entries) {
        StringBuilder text = new StringBuilder("\n" + heading + ":\n");
        for (Commands.Entry entry : entries) {
            text.append("  ").append(Table.pad(entry.name(), 12)).append(entry.summary()).append('\n');
        }
        return text.toString();
    }

    String flags(List<Flag> flags) {
        int widest = 0;
        for (Flag flag : flags) {
            widest = Math.max(widest, head(flag).length());
        }
        StringBuilder text = new StringBuilder();
        for (Flag flag : flags) {
            String help = wrap(help(flag), widest + 3);
            String head = head(flag);
            text.append(help.startsWith("\n") ? head : Table.pad(head, widest + 3)).append(help).append('\n');
        }
        return text.toString();
    }

    private static String head(Flag flag) {
        String name = flag.letter() == 0 ? "      --" + flag.name() : "  -" + flag.letter() + ", --" + flag.name();
        return flag.valueName().isEmpty() ? name : name + " " + flag.valueName();
    }

    private static String help(Flag flag) {
        if (!flag.initialSaysSomething()) {
            return flag.help();
        }
        String quote = flag.kind() == Flag.Kind.TEXT ? "\"" : "";
        return flag.help() + " (default " + quote + flag.initial() + quote + ")";
    }

    private String wrap(String text, int indent) {
        int from = indent;
        StringBuilder result = new StringBuilder();
        if (columns - from < LEAST_WIDTH) {
            from = BLOCK_INDENT;
            result.append('\n').append(" ".repeat(from));
        }
        int width = columns - from;
        if (width < LEAST_WIDTH) {
            return text;
        }
        String rest = text;
        while (true) {
            int end = lineEnd(rest, width - SLOP);
            result.append(rest.substring(0, end).replace("\n", "\n" + " ".repeat(from)));
            if (end == rest.length()) {
                return result.toString();
            }
            rest = rest.substring(end + 1);
            result.append('\n').append(" ".repeat(from));
        }
    }

    private static int lineEnd(String text, int width) {
        if (width + SLOP > text.length()) {
            return text.length();
        }
        int newline = text.lastIndexOf('\n', width - 1);
        int space = Math.max(text.lastIndexOf(' ', width - 1), newline);
        return space <= 0 ? text.length() : newline > 0 ? newline : space;
    }
}
