package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The arguments of HEALTHCHECK. */
final class HealthcheckParser {

    private static final Set<String> FLAGS =
            Set.of("interval", "timeout", "start-period", "start-interval", "retries");
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private HealthcheckParser() {}

    static Instruction.Healthcheck parse(Flags flags) {
        String[] parts = flags.rest().split("\\s+", 2);
        String type = parts[0].toUpperCase(Locale.ROOT);
        String command = parts.length > 1 ? parts[1] : "";
        if (type.isEmpty()) {
            throw new MalformedException("HEALTHCHECK requires at least one argument");
        }
        if (type.equals("NONE")) {
            if (!command.isEmpty()) {
                throw new MalformedException("HEALTHCHECK NONE takes no arguments");
            }
            return new Instruction.Healthcheck(List.of("NONE"), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), 0);
        }
        flags.allow(FLAGS, Set.of());
        return new Instruction.Healthcheck(test(type, command), duration(flags, "interval"),
                duration(flags, "timeout"), duration(flags, "start-period"), duration(flags, "start-interval"),
                retries(flags));
    }

    private static List<String> test(String type, String command) {
        if (!type.equals("CMD")) {
            throw new MalformedException("Unknown type \"" + type + "\" in HEALTHCHECK (try CMD)");
        }
        CommandLine line = CommandLine.parse(command);
        if (line.words().isEmpty()) {
            throw new MalformedException("Missing command after HEALTHCHECK CMD");
        }
        List<String> test = new ArrayList<>(List.of(line.shell() ? "CMD-SHELL" : "CMD"));
        test.addAll(line.words());
        return List.copyOf(test);
    }

    private static Optional<Duration> duration(Flags flags, String name) {
        Optional<Duration> given = flags.text(name).filter(text -> !text.isEmpty()).map(GoDuration::parse)
                .filter(duration -> !duration.isZero());
        if (given.isPresent() && given.get().compareTo(SHORTEST) < 0) {
            throw new MalformedException("Interval \"" + name + "\" cannot be less than 1ms");
        }
        return given;
    }

    private static int retries(Flags flags) {
        Optional<String> given = flags.text("retries").filter(text -> !text.isEmpty());
        if (given.isEmpty()) {
            return 0;
        }
        try {
            int retries = Integer.parseInt(given.get());
            if (retries < 1) {
                throw new MalformedException("--retries must be at least 1 (not " + retries + ")");
            }
            return retries;
        } catch (NumberFormatException e) {
            throw new MalformedException(
                    "strconv.ParseInt: parsing \"" + given.get() + "\": invalid syntax", e);
        }
    }
}
