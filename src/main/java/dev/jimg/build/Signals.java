package dev.jimg.build;

import dev.jimg.oci.MalformedException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The signals of Linux by name, as STOPSIGNAL takes them. */
final class Signals {

    private static final Set<String> NAMES = Set.of("ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP",
            "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS",
            "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
            "RTMIN", "RTMAX");
    private static final Pattern REAL_TIME = Pattern.compile("RTMIN\\+([1-9]|1[0-5])|RTMAX-([1-9]|1[0-4])");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");

    private Signals() {}

    /**
     * The signal as given.
     *
     * @throws MalformedException if it is neither a name nor a number
     */
    static String check(String signal) {
        String upper = signal.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        if (NUMBER.matcher(signal).matches() || NAMES.contains(name) || REAL_TIME.matcher(name).matches()) {
            return signal;
        }
        throw new MalformedException("Invalid signal: " + signal);
    }
}
