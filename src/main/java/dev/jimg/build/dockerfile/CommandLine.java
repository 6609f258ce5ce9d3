package dev.jimg.build.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * The command of RUN, CMD, ENTRYPOINT or HEALTHCHECK.
 *
 * @param shell whether it is one text for a shell, and not a list of arguments
 * @param words one text if it is for a shell
 */
public record CommandLine(boolean shell, List<String> words) {

    public CommandLine {
        words = List.copyOf(words);
    }

    static CommandLine parse(String text) {
        return JsonWords.read(text).map(words -> new CommandLine(false, words))
                .orElseGet(() -> new CommandLine(true, text.isEmpty() ? List.of() : List.of(text)));
    }

    /**
     * The program and its arguments.
     *
     * @param shell the shell that the image has set, {@code ["/bin/sh", "-c"]}
     */
    public List<String> resolved(List<String> shell) {
        if (!this.shell) {
            return words;
        }
        List<String> all = new ArrayList<>(shell);
        all.addAll(words);
        return List.copyOf(all);
    }
}
