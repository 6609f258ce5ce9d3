package dev.jimg.cli;

import java.util.List;
import java.util.Optional;

/** Which commands there are. Names and summaries are data, so that only the command asked for is loaded. */
final class Commands {

    /** The group whose subcommands are docker's {@code image …}. */
    static final String IMAGE = "image";

    /**
     * @param names the first is the name help shows
     * @param group the heading it stands under in help; empty for a subcommand of {@code image}
     */
    record Entry(List<String> names, String group, String summary) {
        String name() {
            return names.get(0);
        }
    }

    static final String HERE = "Images here";
    static final String REGISTRIES = "Registries";
    static final String PROGRAM = "Program";

    static final List<Entry> ROOT = List.of(
            new Entry(List.of("images"), HERE, ImagesCommand.SUMMARY),
            new Entry(List.of("history"), HERE, HistoryCommand.SUMMARY),
            new Entry(List.of("inspect"), HERE, InspectCommand.SUMMARY),
            new Entry(List.of("tag"), HERE, TagCommand.SUMMARY),
            new Entry(List.of("rmi"), HERE, RemoveCommand.SUMMARY),
            new Entry(List.of("pull"), REGISTRIES, PullCommand.SUMMARY),
            new Entry(List.of("push"), REGISTRIES, PushCommand.SUMMARY),
            new Entry(List.of("login"), REGISTRIES, LoginCommand.SUMMARY),
            new Entry(List.of("logout"), REGISTRIES, LogoutCommand.SUMMARY),
            new Entry(List.of("search"), REGISTRIES, SearchCommand.SUMMARY),
            new Entry(List.of("tags"), REGISTRIES, TagsCommand.SUMMARY),
            new Entry(List.of("info"), PROGRAM, InfoCommand.SUMMARY));

    static final List<Entry> OF_IMAGE = List.of(
            new Entry(List.of("history"), "", HistoryCommand.SUMMARY),
            new Entry(List.of("inspect"), "", InspectCommand.IMAGE_SUMMARY),
            new Entry(List.of("ls", "list"), "", ImagesCommand.SUMMARY),
            new Entry(List.of("pull"), "", PullCommand.SUMMARY),
            new Entry(List.of("push"), "", PushCommand.SUMMARY),
            new Entry(List.of("rm", "remove"), "", RemoveCommand.SUMMARY),
            new Entry(List.of("tag"), "", TagCommand.SUMMARY));

    private Commands() {}

    /** A switch and no table of suppliers: it loads the one class it needs, and no lambda. */
    static Command make(Entry entry) {
        return switch (entry.name()) {
            case "images", "ls" -> new ImagesCommand();
            case "history" -> new HistoryCommand();
            case "inspect" -> new InspectCommand(entry.group().isEmpty());
            case "tag" -> new TagCommand();
            case "rmi", "rm" -> new RemoveCommand();
            case "pull" -> new PullCommand();
            case "push" -> new PushCommand();
            case "login" -> new LoginCommand();
            case "logout" -> new LogoutCommand();
            case "search" -> new SearchCommand();
            case "tags" -> new TagsCommand();
            case "info" -> new InfoCommand();
            default -> throw new IllegalArgumentException(entry.name());
        };
    }

    static Optional<Entry> find(List<Entry> entries, String name) {
        for (Entry entry : entries) {
            if (entry.names().contains(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
