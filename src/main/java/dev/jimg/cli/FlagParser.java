package dev.jimg.cli;

import java.util.List;

/**
 * Reads flags as pflag does, which docker uses: {@code --name value}, {@code --name=value}, {@code -n value},
 * {@code -nvalue}, {@code -n=value}, switches in clusters ({@code -aq}), {@code --} before what is no flag. A value
 * may begin with a dash. Refusals are worded as docker words them.
 */
final class FlagParser {

    private final List<Flag> known;
    private final boolean stopAtArgument;
    private final Flags result = new Flags();
    private final String[] words;
    private int next;

    private FlagParser(List<Flag> known, String[] words, int from, boolean stopAtArgument) {
        this.known = known;
        this.words = words;
        this.next = from;
        this.stopAtArgument = stopAtArgument;
    }

    /** Flags and arguments in any order. */
    static Flags parse(List<Flag> known, List<String> words) throws UsageException {
        return new FlagParser(known, words.toArray(String[]::new), 0, false).read();
    }

    /** Flags up to the first argument; that one and all after it are arguments. */
    static Flags parseLeading(List<Flag> known, String... words) throws UsageException {
        return new FlagParser(known, words, 0, true).read();
    }

    private Flags read() throws UsageException {
        while (next < words.length) {
            String word = words[next++];
            if (word.equals("--")) {
                takeRest();
            } else if (word.startsWith("--")) {
                readLong(word.substring(2));
            } else if (word.length() > 1 && word.charAt(0) == '-') {
                readLetters(word.substring(1));
            } else {
                result.addArgument(word);
                if (stopAtArgument) {
                    takeRest();
                }
            }
        }
        return result;
    }

    private void takeRest() {
        while (next < words.length) {
            result.addArgument(words[next++]);
        }
    }

    private void readLong(String text) throws UsageException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty() || name.startsWith("-")) {
            throw UsageException.flag("bad flag syntax: --" + text);
        }
        if (name.equals("help")) {
            result.askForHelp();
            return;
        }
        Flag flag = find(name);
        if (equals >= 0) {
            set(flag, text.substring(equals + 1));
        } else if (flag.kind() == Flag.Kind.SWITCH) {
            set(flag, "true");
        } else if (next < words.length) {
            set(flag, words[next++]);
        } else {
            throw UsageException.flag("flag needs an argument: --" + name);
        }
    }

    private void readLetters(String cluster) throws UsageException {
        String rest = cluster;
        while (!rest.isEmpty()) {
            Flag flag = findLetter(rest);
            if (flag == null) {
                result.askForHelp();
                return;
            }
            if (rest.length() > 2 && rest.charAt(1) == '=') {
                set(flag, rest.substring(2));
                return;
            }
            if (flag.kind() != Flag.Kind.SWITCH) {
                set(flag, valueAfter(rest));
                return;
            }
            set(flag, "true");
            rest = rest.substring(1);
        }
    }

    private String valueAfter(String letters) throws UsageException {
        if (letters.length() > 1) {
            return letters.substring(1);
        }
        if (next < words.length) {
            return words[next++];
        }
        throw UsageException.flag("flag needs an argument: '" + letters.charAt(0) + "' in -" + letters);
    }

    private Flag find(String name) throws UsageException {
        for (Flag flag : known) {
            if (flag.name().equals(name)) {
                return flag;
            }
        }
        throw UsageException.flag("unknown flag: --" + name + (isGlobal(name) ? " (it goes before the command)" : ""));
    }

    private static boolean isGlobal(String name) {
        for (Flag flag : RootHelp.FLAGS) {
            if (flag.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The flag of the first letter; null if the letter asks for help. */
    private Flag findLetter(String letters) throws UsageException {
        char letter = letters.charAt(0);
        for (Flag flag : known) {
            if (flag.letter() == letter) {
                return flag;
            }
        }
        if (letter == 'h') {
            return null;
        }
        throw UsageException.flag("unknown shorthand flag: '" + letter + "' in -" + letters);
    }

    private void set(Flag flag, String value) throws UsageException {
        String why = switch (flag.kind()) {
            case SWITCH -> isTrue(value) || isFalse(value) ? "" : "strconv.ParseBool: parsing \"" + value
                    + "\": invalid syntax";
            case NUMBER -> isNumber(value) ? "" : "strconv.ParseInt: parsing \"" + value + "\": "
                    + (value.matches("[+-]?\\d+") ? "value out of range" : "invalid syntax");
            case BYTES -> ByteSize.parse(value).isPresent() ? "" : "invalid size: '" + value + "'";
            case FILTERS -> value.isEmpty() || value.indexOf('=') >= 0
                    ? "" : "bad format of filter (expected name=value)";
            case STREAMS -> value.matches("(?i)std(in|out|err)")
                    ? "" : "valid streams are STDIN, STDOUT and STDERR";
            case TEXT, LIST -> "";
        };
        if (!why.isEmpty()) {
            throw UsageException.flag("invalid argument \"" + value + "\" for \"" + flag.spelled() + "\" flag: " + why);
        }
        result.add(flag, value);
    }

    static boolean isTrue(String value) {
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            default -> false;
        };
    }

    private static boolean isFalse(String value) {
        return switch (value) {
            case "0", "f", "F", "false", "FALSE", "False" -> true;
            default -> false;
        };
    }

    private static boolean isNumber(String value) {
        try {
            Integer.parseInt(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
