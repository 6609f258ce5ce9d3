package dev.jimg.cli;

import dev.jimg.service.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code completion}: prints what a shell needs to complete words of this program. */
final class CompletionCommand implements Command {

    static final String SUMMARY = "Print the completion script of a shell";

    private static final List<String> SHELLS = List.of("bash", "fish", "zsh");

    @Override
    public Usage usage() {
        return new Usage("bash|fish|zsh", SUMMARY, """
                bash:  source <(jimg-tui completion bash)
                fish:  jimg-tui completion fish > ~/.config/fish/completions/jimg-tui.fish
                zsh:   jimg-tui completion zsh > "${fpath[1]}/_jimg-tui\"""", List.of(), List.of(), 1, 1);
    }

    @Override
    public int run(Invocation invocation) {
        String shell = invocation.argument(0);
        if (!SHELLS.contains(shell)) {
            throw new Failure(Failure.Kind.INVALID, "make a completion script for", shell, "it is not a shell known here",
                    "There are: " + String.join(", ", SHELLS) + ".");
        }
        invocation.out().print(script(shell));
        return 0;
    }

    private static String script(String shell) {
        try (InputStream in = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
