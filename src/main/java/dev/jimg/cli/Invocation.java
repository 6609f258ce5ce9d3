package dev.jimg.cli;

import dev.jimg.service.Copies;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.function.Supplier;

/**
 * One run of a command.
 *
 * @param services opens the service at the first call; a command asks after it has checked its arguments
 * @param copies what copies between places
 * @param settings the settings file of the full-screen app
 */
record Invocation(Console console, Flags flags, Supplier<ImageService> services, Supplier<Copies> copies,
        Supplier<SettingsDesk> settings, Cancellation cancellation) {

    ImageService service() {
        return services.get();
    }

    List<String> arguments() {
        return flags.arguments();
    }

    String argument(int index) {
        return flags.arguments().get(index);
    }

    Output out() {
        return console.out();
    }

    /** Prints what could not be done, and what to do next. */
    void report(Failure failure) {
        out().flush();
        report(console, failure);
    }

    /**
     * What docker prints where it has words of its own, for scripts; and for people, at a terminal, what to do next.
     * Else what failed, on what and why, of one line whatever an answer from outside holds: the lines below it are
     * this program's own advice.
     */
    static void report(Console console, Failure failure) {
        boolean docker = !failure.verbatim().isEmpty();
        console.err().line(docker ? SafeText.text(failure.verbatim()) : SafeText.line(failure.getMessage()));
        if (!docker || console.errIsTerminal().getAsBoolean()) {
            failure.advice().lines().forEach(line -> console.err().line(SafeText.line(line)));
        }
        console.err().flush();
    }
}
