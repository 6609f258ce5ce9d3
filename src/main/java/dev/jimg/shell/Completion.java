package dev.jimg.shell;

import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Console;
import dev.jimg.cli.Output;
import dev.jimg.service.ServiceOpener;
import dev.jimg.text.Messages;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What may stand at the cursor: the command line's own answer, that bash gets too, and the shell's words. */
final class Completion {

    private static final int MOST_ABOUT = 60;

    private final ServiceOpener opener;
    private final Faces faces;
    private final Console console;
    private final Messages messages;
    private final Path directory;

    /** @param directory what relative names of files start from */
    Completion(ServiceOpener opener, Faces faces, Console console, Messages messages, Path directory) {
        this.opener = opener;
        this.faces = faces;
        this.console = console;
        this.messages = messages;
        this.directory = directory;
    }

    /** @param line the words of the line; the last is the one at the cursor */
    List<Suggestion> of(List<String> line) {
        List<String> words = Builtin.withoutProgram(line);
        if (words.size() == 1) {
            List<Suggestion> all = new ArrayList<>(answer(words));
            for (Builtin builtin : Builtin.values()) {
                if (builtin.word().startsWith(words.get(0)) && builtin != Builtin.HELP) {
                    all.add(new Suggestion(builtin.word(), messages.get("builtin." + builtin.word()), true));
                }
            }
            return all.stream().sorted((a, b) -> a.word().compareTo(b.word())).toList();
        }
        Builtin builtin = Builtin.of(words.get(0)).orElse(null);
        if (builtin == Builtin.HELP) {
            return of(words.subList(1, words.size()));
        }
        if (builtin == Builtin.USE) {
            boolean name = words.size() == 2 && !words.get(1).startsWith("-");
            List<String> rest = words.subList(1, words.size());
            return answer(name ? Stream.concat(Stream.of("--context"), rest.stream()).toList() : rest);
        }
        return builtin == null ? answer(words) : List.of();
    }

    /** Of one line beside the word; some options say a lot. */
    private static String brief(String about) {
        return about.length() <= MOST_ABOUT ? about : about.substring(0, MOST_ABOUT - 1).strip() + "…";
    }

    private List<Suggestion> answer(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Console quiet = new Console(new Output(bytes), new Output(OutputStream.nullOutputStream()), console.in(),
                () -> false, false, () -> false, console.columns(), console.rows(), console.now(), console.nanoTime(),
                console.zone(), console.prompter(), console.settings(), console.process());
        faces.of(opener, quiet, Cancellation.none()).run(
                Stream.concat(Stream.of(CommandLineFace.completionCommand()), words.stream()).toArray(String[]::new));
        List<Suggestion> found = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            if (line.equals(":files") || line.equals(":directories")) {
                found.addAll(FileWords.of(directory, words.get(words.size() - 1), line.equals(":directories")));
            } else if (!line.startsWith(":")) {
                String[] parts = line.split("\t", 2);
                found.add(new Suggestion(parts[0], parts.length > 1 ? brief(parts[1]) : "", !parts[0].endsWith("=")));
            }
        }
        return found;
    }
}
