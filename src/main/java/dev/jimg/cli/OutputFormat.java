package dev.jimg.cli;

/** How a command prints what it has to say. */
enum OutputFormat {
    TABLE,
    JSON;

    static final String FLAG = "format";

    private static final String LISTING_HELP =
            "Format output: 'table' prints a table with column headers (default), 'json' one JSON object a line";

    /** {@code --format} of a command that prints a list. */
    static Flag flag() {
        return Flag.text(FLAG, (char) 0, "string", LISTING_HELP);
    }

    static OutputFormat of(Flags flags) throws UsageException {
        String given = flags.text(FLAG).orElse("");
        return switch (given) {
            case "", "table" -> TABLE;
            case "json", "{{json .}}" -> JSON;
            default -> throw UsageException.flag(
                    "invalid argument \"" + given + "\" for \"--" + FLAG + "\" flag: wants table or json");
        };
    }
}
