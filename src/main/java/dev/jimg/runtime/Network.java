package dev.jimg.runtime;

/** What a container sees of the network. */
public enum Network {
    /** What the host sees. */
    HOST,
    /** Its own loopback, and nothing else. */
    NONE;

    /**
     * Docker's {@code --network}; {@code default} and {@code bridge}, which only an engine has, and every other name are
     * refused.
     */
    public static Network parse(String text) {
        return switch (text) {
            case "host" -> HOST;
            case "none" -> NONE;
            default -> throw new RunException(RunException.Kind.UNSUPPORTED, "", "the network \"" + text
                    + "\" needs an engine", "Use --network host or --network none, or an engine with -H or -c.");
        };
    }
}
