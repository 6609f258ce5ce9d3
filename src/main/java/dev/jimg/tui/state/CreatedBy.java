package dev.jimg.tui.state;

/** The Dockerfile instruction behind a history entry, without what builders wrap around it. */
public final class CreatedBy {

    private static final String SHELL = "/bin/sh -c ";
    private static final String NO_OPERATION = "#(nop)";
    private static final String BUILDKIT = "# buildkit";

    private CreatedBy() {}

    /** On one line: {@code RUN apt-get update}, {@code CMD ["python3"]}. Unknown forms stay as they are. */
    public static String instruction(String createdBy) {
        String text = createdBy.strip();
        if (text.endsWith(BUILDKIT)) {
            text = text.substring(0, text.length() - BUILDKIT.length());
        }
        boolean run = text.startsWith("RUN ");
        String command = withoutArguments(run ? text.substring(4) : text);
        if (command.startsWith(SHELL)) {
            String rest = command.substring(SHELL.length()).stripLeading();
            text = rest.startsWith(NO_OPERATION) ? rest.substring(NO_OPERATION.length()) : "RUN " + rest;
        } else if (run) {
            text = "RUN " + command;
        }
        return oneLine(text);
    }

    /** Build arguments stand before the command: {@code |2 A=1 B=2 /bin/sh -c make}. */
    private static String withoutArguments(String command) {
        int shell = command.indexOf(SHELL);
        return command.startsWith("|") && shell > 0 ? command.substring(shell) : command;
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                blank = line.length() > 0;
                continue;
            }
            if (blank) {
                line.append(' ');
                blank = false;
            }
            line.append(c);
        }
        return line.toString();
    }
}
