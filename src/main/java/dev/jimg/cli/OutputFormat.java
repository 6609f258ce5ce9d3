package dev.jimg.cli;

/** {@code --format}: what a command prints of what it has to say. */
final class OutputFormat {

    static final String FLAG = "format";
    static final String TABLE_WORD = "table";
    static final String JSON_WORD = "json";

    /** Docker's text for every list. */
    private static final String LISTING_HELP = """
            Format output using a custom template:
            'table':            Print output in table format with column headers (default)
            'table TEMPLATE':   Print output in table format using the given Go template
            'json':             Print in JSON format
            'TEMPLATE':         Print output using the given Go template.
            Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with \
            templates""";

    /** Docker's text where one object is printed. */
    static final String OBJECT_HELP = """
            Format output using a custom template:
            'json':             Print in JSON format
            'TEMPLATE':         Print output using the given Go template.
            Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with \
            templates""";

    private OutputFormat() {}

    /** {@code --format} of a command that prints a list. */
    static Flag flag() {
        return Flag.text(FLAG, (char) 0, "string", LISTING_HELP);
    }

    /** The format that was asked for; {@code table} if none was. */
    static String of(Flags flags) {
        String given = flags.text(FLAG).orElse("");
        return given.isEmpty() ? TABLE_WORD : given;
    }

    /**
     * The format that was asked for, else the user's own; {@code table} if there is neither.
     *
     * @param setting its name in Docker's {@code config.json}
     */
    static String of(Invocation invocation, String setting) {
        String format = of(invocation.flags());
        if (!format.equals(TABLE_WORD) || invocation.flags().text(FLAG).filter(TABLE_WORD::equals).isPresent()) {
            return format;
        }
        String own = invocation.console().settings().apply(setting);
        return own.isEmpty() ? TABLE_WORD : own;
    }
}
