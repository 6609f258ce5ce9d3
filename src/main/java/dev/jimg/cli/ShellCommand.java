package dev.jimg.cli;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import java.util.List;
import java.util.Optional;

/**
 * {@code shell}, as far as it is a command: its help and its options. The shell itself is a face of its own, which
 * hands its lines to this package; whoever starts the program asks {@link CommandLineFace#shellWanted} for it first.
 */
final class ShellCommand implements Command {

    static final String NAME = "shell";
    static final String SUMMARY = "Take commands line by line";

    @Override
    public Usage usage() {
        return usageNow();
    }

    private static Usage usageNow() {
        return new Usage("[OPTIONS]", SUMMARY, """
                The same commands as after 'jimg-tui', on one backend that stays open:
                  use CONTEXT | use --host URL | use --store DIR    go to another backend
                  context                                           list the contexts
                  tui                                               open the full-screen app
                  help [COMMAND]                                    say what there is
                  exit [STATUS], quit, Ctrl-D                       leave

                Words are quoted as in a POSIX shell ('...', "...", \\); nothing is expanded, and
                a line that ends with \\ goes on. Tab completes, Ctrl-C cancels what runs.
                With --plain, TERM=dumb or without a terminal there are plain lines only,
                without escape codes; Tab and Enter then list what may stand there.
                Fed by a pipe, the exit status is that of the last command.""", List.of(),
                List.of(Flag.on("exit-on-error", 'e', "Stop at the first command that fails"),
                        Flag.on("plain", (char) 0, "Plain lines, for screen readers")),
                0, 0);
    }

    /** Empty where help is asked for, or the words are wrong. */
    static Optional<ShellWish> wish(BackendChoice choice, List<String> words) throws UsageException {
        Flags flags = FlagParser.parse(usageNow().flags(), words);
        return flags.helpAsked() || !flags.arguments().isEmpty() ? Optional.empty()
                : Optional.of(new ShellWish(choice, flags.on("plain"), flags.on("exit-on-error")));
    }

    @Override
    public int run(Invocation invocation) {
        throw new Failure(Failure.Kind.INVALID, "open", "a shell", "this is one already", "Leave it with: exit");
    }
}
