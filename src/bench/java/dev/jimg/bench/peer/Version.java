package dev.jimg.bench.peer;

import dev.jimg.testing.Run;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an installed tool, as it says itself. */
final class Version {

    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)+");

    private Version() {}

    static String of(String... command) {
        Run.Result said = Run.of(command).attempt();
        Matcher matcher = NUMBERS.matcher(said.out() + said.err());
        return matcher.find() ? matcher.group() : "?";
    }
}
