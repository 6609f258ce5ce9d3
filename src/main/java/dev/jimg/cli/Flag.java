package dev.jimg.cli;

/**
 * One flag of a command.
 *
 * @param name after two dashes
 * @param letter after one dash, 0 if it has none
 * @param kind what its value is
 * @param valueName what help calls the value; empty for a switch
 * @param help what it does, a phrase
 * @param initial the value where it is not given, as text; shown in help unless it says nothing
 */
record Flag(String name, char letter, Kind kind, String valueName, String help, String initial) {

    enum Kind { SWITCH, TEXT, NUMBER, BYTES, LIST, STREAMS, FILTERS }

    static Flag on(String name, char letter, String help) {
        return new Flag(name, letter, Kind.SWITCH, "", help, "false");
    }

    /** A switch that is known, and that help does not speak of. */
    static Flag unlisted(String name) {
        return new Flag(name, (char) 0, Kind.SWITCH, "", "", "false");
    }

    boolean listed() {
        return !help.isEmpty();
    }

    /** A switch that is on unless it is turned off ({@code --name=false}). */
    static Flag off(String name, char letter, String help) {
        return new Flag(name, letter, Kind.SWITCH, "", help, "true");
    }

    static Flag text(String name, char letter, String valueName, String help) {
        return new Flag(name, letter, Kind.TEXT, valueName, help, "");
    }

    static Flag number(String name, String help) {
        return new Flag(name, (char) 0, Kind.NUMBER, "int", help, "0");
    }

    /** {@code 512}, {@code 64m}, {@code 1.5GB}: units of 1024. */
    static Flag bytes(String name, String help) {
        return new Flag(name, (char) 0, Kind.BYTES, "bytes", help, "0");
    }

    /** May be given as often as wanted. */
    static Flag list(String name, char letter, String help) {
        return new Flag(name, letter, Kind.LIST, "list", help, "");
    }

    /** {@code stdin}, {@code stdout}, {@code stderr} in any case; may be given as often as wanted. */
    static Flag streams(String name, char letter, String help) {
        return new Flag(name, letter, Kind.STREAMS, "list", help, "");
    }

    /** {@code -f/--filter name=value}, as often as wanted. */
    static Flag filters() {
        return new Flag("filter", 'f', Kind.FILTERS, "filter", "Filter output based on conditions provided", "");
    }

    /** {@code --filter name=value}, where {@code -f} is something else. */
    static Flag filters(String help) {
        return new Flag("filter", (char) 0, Kind.FILTERS, "filter", help, "");
    }

    /** How an error calls it: {@code -f, --filter}. */
    String spelled() {
        return letter == 0 ? "--" + name : "-" + letter + ", --" + name;
    }

    /** Whether every value counts, not the last alone. */
    boolean repeats() {
        return kind == Kind.FILTERS || kind == Kind.LIST || kind == Kind.STREAMS;
    }

    boolean initialSaysSomething() {
        return !initial.isEmpty() && !initial.equals("false") && !initial.equals("0");
    }
}
