package dev.jimg.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may stand where the cursor is.
 *
 * @param kind what the word is
 * @param words those that may stand there, where they are known without asking; with {@code \t} and a description
 * @param keep what stands before the part that is completed: {@code --context=}
 * @param part what of it is typed
 * @param globals the words before the command: they say which backend to ask
 * @param hint what else the line takes, as help spells it; empty where that says nothing
 */
record CompletionQuestion(Kind kind, List<String> words, String keep, String part, List<String> globals, String hint) {

    enum Kind { WORDS, IMAGES, CONTAINERS, OBJECTS, CONTEXTS, FILES, DIRECTORIES }

    private static final List<String> FILE_FLAGS = List.of("cidfile", "env-file", "file", "iidfile", "input", "output");
    private static final Map<String, List<String>> FLAG_WORDS = Map.of(
            "attach", List.of("stderr", "stdin", "stdout"),
            "format", List.of("json", "table"),
            "network", List.of("bridge", "host", "none"),
            "platform", List.of("linux/amd64", "linux/arm64", "linux/arm/v7", "linux/ppc64le", "linux/riscv64",
                    "linux/s390x"),
            "pull", List.of("always", "missing", "never"),
            "signal", List.of("HUP", "INT", "KILL", "TERM", "USR1", "USR2"),
            "type", List.of("container", "image"));
    private static final List<String> IMAGE_FILTERS =
            List.of("before=", "dangling=true", "label=", "reference=", "since=", "until=");
    private static final Map<String, List<String>> FILTERS = Map.of(
            "images", IMAGE_FILTERS,
            "image ls", IMAGE_FILTERS,
            "image prune", List.of("label!=", "label=", "until="),
            "image keep", List.of("label=", "reference=", "until="),
            "search", List.of("is-automated=", "is-official=true", "stars="),
            "ps", List.of("ancestor=", "id=", "label=", "name=", "status="),
            "container ls", List.of("ancestor=", "id=", "label=", "name=", "status="));

    /**
     * @param before the words before the one at the cursor, without the program's name
     * @param current the word at the cursor, up to it
     */
    static CompletionQuestion of(List<String> before, String current) {
        int from = 0;
        List<String> globals = new ArrayList<>();
        while (from < before.size() && before.get(from).startsWith("-")) {
            Optional<Flag> waiting = waiting(RootHelp.FLAGS, before.get(from));
            globals.add(before.get(from++));
            if (waiting.isPresent()) {
                if (from == before.size()) {
                    return value(waiting.get(), "", "", current, globals);
                }
                globals.add(before.get(from++));
            }
        }
        List<String> rest = before.subList(from, before.size());
        if (rest.isEmpty()) {
            return current.startsWith("-") ? flag(RootHelp.FLAGS, "", current, globals)
                    : words(commands(Commands.ROOT, true), current, globals);
        }
        Optional<Commands.Group> group = Commands.group(rest.get(0));
        if (group.isPresent() && rest.size() == 1) {
            return words(commands(group.get(), false), current, globals);
        }
        Commands.Group within = group.orElse(Commands.ROOT);
        int behind = group.isPresent() ? 2 : 1;
        return Commands.find(within, rest.get(behind - 1))
                .map(entry -> ofCommand(within.prefix() + entry.name(), rest.subList(behind, rest.size()), current,
                        globals))
                .orElseGet(() -> words(List.of(), current, globals));
    }

    private static CompletionQuestion ofCommand(String path, List<String> before, String current,
            List<String> globals) {
        Command command = Commands.make(path);
        Usage usage = command.usage();
        int arguments = 0;
        boolean onlyArguments = false;
        for (int i = 0; i < before.size(); i++) {
            String word = before.get(i);
            if (onlyArguments || !word.startsWith("-") || word.equals("-")) {
                arguments++;
                onlyArguments |= command.flagsEndAtArgument();
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else {
                Optional<Flag> waiting = waiting(usage.flags(), word);
                if (waiting.isPresent() && ++i == before.size()) {
                    return value(waiting.get(), path, "", current, globals);
                }
            }
        }
        if (!onlyArguments && current.startsWith("-")) {
            return flag(usage.flags(), path, current, globals);
        }
        if (arguments >= usage.most()) {
            return words(List.of(), current, globals);
        }
        return argument(usage.arguments(), arguments, current, globals);
    }

    /** The flag that takes the next word as its value, if this word ends with one. */
    private static Optional<Flag> waiting(List<Flag> flags, String word) {
        if (word.contains("=")) {
            return Optional.empty();
        }
        boolean named = word.startsWith("--");
        for (Flag flag : flags) {
            boolean meant = named ? word.substring(2).equals(flag.name())
                    : flag.letter() != 0 && word.charAt(word.length() - 1) == flag.letter();
            if (meant && flag.kind() != Flag.Kind.SWITCH) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }

    private static CompletionQuestion flag(List<Flag> flags, String path, String current, List<String> globals) {
        int equals = current.indexOf('=');
        if (equals > 0 && current.startsWith("--")) {
            Optional<Flag> waiting = waiting(flags, current.substring(0, equals));
            return waiting.isEmpty() ? words(List.of(), current, globals)
                    : value(waiting.get(), path, current.substring(0, equals + 1), current.substring(equals + 1),
                            globals);
        }
        List<String> names = new ArrayList<>();
        for (Flag flag : flags) {
            names.add("--" + flag.name() + "\t" + flag.help());
        }
        names.add("--help\tShow help");
        return words(names, current, globals);
    }

    private static CompletionQuestion value(Flag flag, String path, String keep, String part, List<String> globals) {
        String hint = flag.valueName() + "  " + flag.help();
        if (flag.kind() == Flag.Kind.FILTERS) {
            return new CompletionQuestion(Kind.WORDS, FILTERS.getOrDefault(path, List.of()), keep, part, globals, hint);
        }
        Kind kind = flag.name().equals("context") ? Kind.CONTEXTS
                : FILE_FLAGS.contains(flag.name()) ? Kind.FILES
                : flag.name().equals("store") ? Kind.DIRECTORIES : Kind.WORDS;
        List<String> words = kind == Kind.WORDS ? FLAG_WORDS.getOrDefault(flag.name(), List.of()) : List.of();
        return new CompletionQuestion(kind, words, keep, part, globals, hint);
    }

    /** What the argument is says the usage line: {@code [OPTIONS] CONTAINER [REPOSITORY[:TAG]]}. */
    private static CompletionQuestion argument(String line, int index, String current, List<String> globals) {
        List<String> names = new ArrayList<>(List.of(line.replace("[OPTIONS]", "").replace(" | ", "|").strip()
                .split("\\s+")));
        String name = names.get(Math.min(index, names.size() - 1));
        Kind kind = name.contains("CONTAINER") ? Kind.CONTAINERS
                : name.contains("NAME|ID") ? Kind.OBJECTS
                : name.contains("IMAGE") || name.contains("NAME") || name.contains("REPO") || name.equals("SRC")
                        || name.equals("DST") ? Kind.IMAGES
                : name.contains("PATH") ? Kind.DIRECTORIES
                : name.contains("file") || name.contains("FILE") || name.contains("COMMAND") ? Kind.FILES : Kind.WORDS;
        List<String> words = name.contains("bash|") ? List.of(name.replaceAll("[^a-z|]", "").split("\\|")) : List.of();
        String hint = (index == 0 && line.contains("[OPTIONS]") ? "[OPTIONS] " : "")
                + String.join(" ", names.subList(Math.min(index, names.size() - 1), names.size()));
        return new CompletionQuestion(kind, words, "", current, globals, hint);
    }

    private static List<String> commands(Commands.Group group, boolean groups) {
        List<String> names = new ArrayList<>();
        for (Commands.Entry entry : group.entries()) {
            names.add(entry.name() + "\t" + entry.summary());
        }
        if (groups) {
            Commands.GROUPS.forEach(each -> names.add(each.name() + "\t" + each.summary()));
            names.add("help\tShow help of a command");
        }
        Collections.sort(names);
        return names;
    }

    private static CompletionQuestion words(List<String> words, String part, List<String> globals) {
        return new CompletionQuestion(Kind.WORDS, words, "", part, globals, "");
    }
}
