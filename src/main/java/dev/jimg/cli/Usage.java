package dev.jimg.cli;

import java.util.List;

/**
 * How a command is called, and what help says of it.
 *
 * @param arguments what comes after the command's name: {@code [OPTIONS] IMAGE [IMAGE...]}
 * @param summary what it does, one line
 * @param more a paragraph more; empty if the line says it all
 * @param aliases every spelling of the command, without the program's name; empty if there is one only
 * @param flags sorted by name
 * @param least how many arguments it wants at least
 * @param most how many it takes at most
 */
record Usage(String arguments, String summary, String more, List<String> aliases, List<Flag> flags, int least,
        int most) {

    static final int ANY = Integer.MAX_VALUE;

    /** @throws UsageException in docker's words, unless the number is right */
    void check(String command, int count) throws UsageException {
        if (count >= least && count <= most) {
            return;
        }
        if (most == 0) {
            throw new UsageException(UsageException.OTHER_STATUS, CommandLineFace.PROGRAM + ": '"
                    + CommandLineFace.PROGRAM + " " + command + "' accepts no arguments");
        }
        if (least > 0 && least < most && most < ANY) {
            throw new UsageException(UsageException.OTHER_STATUS, CommandLineFace.PROGRAM + ": '"
                    + CommandLineFace.PROGRAM + " " + command + "' requires at least " + least + " and at most "
                    + plural(most));
        }
        String wanted = least == most ? plural(least) : count < least ? "at least " + plural(least)
                : "at most " + plural(most);
        throw new UsageException(UsageException.OTHER_STATUS,
                CommandLineFace.PROGRAM + ": '" + CommandLineFace.PROGRAM + " " + command + "' requires " + wanted,
                least != most && count < least ? "See" : "Run");
    }

    private static String plural(int count) {
        return count == 1 ? "1 argument" : count + " arguments";
    }
}
