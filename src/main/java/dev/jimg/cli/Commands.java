package dev.jimg.cli;

import dev.jimg.service.ObjectType;
import java.util.List;
import java.util.Optional;

/** Which commands there are. Names and summaries are data, so that only the command asked for is loaded. */
final class Commands {

    /**
     * @param names the first is the name help shows
     * @param heading what it stands under in help; empty for a command of a group
     */
    record Entry(List<String> names, String heading, String summary) {
        String name() {
            return names.get(0);
        }
    }

    /** The commands that docker has below a word of its own: {@code image ls}. */
    record Group(String name, String summary, List<Entry> entries) {

        /** What precedes the name of one of its commands. */
        String prefix() {
            return name.isEmpty() ? "" : name + " ";
        }
    }

    static final String HERE = "Images here";
    static final String CONTAINERS = "Containers";
    static final String REGISTRIES = "Registries";
    static final String PROGRAM = "Program";

    static final List<String> HEADINGS = List.of(HERE, CONTAINERS, REGISTRIES, PROGRAM);

    /** The commands that stand by themselves. */
    static final Group ROOT = new Group("", "", List.of(
            new Entry(List.of("images"), HERE, ImagesCommand.SUMMARY),
            new Entry(List.of("history"), HERE, HistoryCommand.SUMMARY),
            new Entry(List.of("inspect"), HERE, InspectCommand.SUMMARY),
            new Entry(List.of("tag"), HERE, TagCommand.SUMMARY),
            new Entry(List.of("rmi"), HERE, RemoveCommand.SUMMARY),
            new Entry(List.of("save"), HERE, SaveCommand.SUMMARY),
            new Entry(List.of("load"), HERE, LoadCommand.SUMMARY),
            new Entry(List.of("import"), HERE, ImportCommand.SUMMARY),
            new Entry(List.of("build"), HERE, BuildCommand.SUMMARY),
            new Entry(List.of("verify"), HERE, VerifyCommand.SUMMARY),
            new Entry(List.of("run"), CONTAINERS, RunCommand.SUMMARY),
            new Entry(List.of("ps"), CONTAINERS, PsCommand.SUMMARY),
            new Entry(List.of("exec"), CONTAINERS, ExecCommand.SUMMARY),
            new Entry(List.of("logs"), CONTAINERS, LogsCommand.SUMMARY),
            new Entry(List.of("start"), CONTAINERS, StartCommand.SUMMARY),
            new Entry(List.of("stop"), CONTAINERS, StopCommand.SUMMARY),
            new Entry(List.of("kill"), CONTAINERS, KillCommand.SUMMARY),
            new Entry(List.of("rm"), CONTAINERS, RemoveContainersCommand.SUMMARY),
            new Entry(List.of("commit"), CONTAINERS, CommitCommand.SUMMARY),
            new Entry(List.of("pull"), REGISTRIES, PullCommand.SUMMARY),
            new Entry(List.of("push"), REGISTRIES, PushCommand.SUMMARY),
            new Entry(List.of("copy"), REGISTRIES, CopyCommand.SUMMARY),
            new Entry(List.of("login"), REGISTRIES, LoginCommand.SUMMARY),
            new Entry(List.of("logout"), REGISTRIES, LogoutCommand.SUMMARY),
            new Entry(List.of("search"), REGISTRIES, SearchCommand.SUMMARY),
            new Entry(List.of("tags"), REGISTRIES, TagsCommand.SUMMARY),
            new Entry(List.of("outdated"), REGISTRIES, OutdatedCommand.SUMMARY),
            new Entry(List.of("transfers"), REGISTRIES, TransfersCommand.SUMMARY),
            new Entry(List.of("completion"), PROGRAM, CompletionCommand.SUMMARY),
            new Entry(List.of("info"), PROGRAM, InfoCommand.SUMMARY),
            new Entry(List.of(ShellCommand.NAME), PROGRAM, ShellCommand.SUMMARY)));

    private static final Group BUILDER = new Group("builder", "Manage builds", List.of(
            new Entry(List.of("build"), "", BuildCommand.SUMMARY),
            new Entry(List.of("prune"), "", PruneCacheCommand.SUMMARY)));

    private static final Group CONFIG = new Group("config", ConfigCommand.SUMMARY, List.of(
            new Entry(List.of("check"), "", ConfigCommand.CHECK_SUMMARY),
            new Entry(List.of("init"), "", ConfigCommand.INIT_SUMMARY),
            new Entry(List.of("path"), "", ConfigCommand.PATH_SUMMARY),
            new Entry(List.of("show"), "", ConfigCommand.SHOW_SUMMARY)));

    private static final Group CONTAINER = new Group("container", "Manage containers", List.of(
            new Entry(List.of("commit"), "", CommitCommand.SUMMARY),
            new Entry(List.of("exec"), "", ExecCommand.SUMMARY),
            new Entry(List.of("inspect"), "", InspectCommand.CONTAINER_SUMMARY),
            new Entry(List.of("kill"), "", KillCommand.SUMMARY),
            new Entry(List.of("logs"), "", LogsCommand.SUMMARY),
            new Entry(List.of("ls", "list", "ps"), "", PsCommand.SUMMARY),
            new Entry(List.of("rm", "remove"), "", RemoveContainersCommand.SUMMARY),
            new Entry(List.of("run"), "", RunCommand.SUMMARY),
            new Entry(List.of("start"), "", StartCommand.SUMMARY),
            new Entry(List.of("stop"), "", StopCommand.SUMMARY)));

    private static final Group IMAGE = new Group("image", "Manage images", List.of(
            new Entry(List.of("build"), "", BuildCommand.SUMMARY),
            new Entry(List.of("diff"), "", DiffCommand.SUMMARY),
            new Entry(List.of("history"), "", HistoryCommand.SUMMARY),
            new Entry(List.of("import"), "", ImportCommand.SUMMARY),
            new Entry(List.of("inspect"), "", InspectCommand.IMAGE_SUMMARY),
            new Entry(List.of("keep"), "", KeepCommand.SUMMARY),
            new Entry(List.of("load"), "", LoadCommand.SUMMARY),
            new Entry(List.of("ls", "list"), "", ImagesCommand.SUMMARY),
            new Entry(List.of("prune"), "", PruneCommand.SUMMARY),
            new Entry(List.of("pull"), "", PullCommand.SUMMARY),
            new Entry(List.of("push"), "", PushCommand.SUMMARY),
            new Entry(List.of("rm", "remove"), "", RemoveCommand.SUMMARY),
            new Entry(List.of("save"), "", SaveCommand.SUMMARY),
            new Entry(List.of("tag"), "", TagCommand.SUMMARY)));

    private static final Group SYSTEM = new Group("system", "Manage the backend", List.of(
            new Entry(List.of("df"), "", DiskUseCommand.SUMMARY),
            new Entry(List.of("info"), "", InfoCommand.SUMMARY)));

    static final List<Group> GROUPS = List.of(BUILDER, CONFIG, CONTAINER, IMAGE, SYSTEM);

    private Commands() {}

    /**
     * A switch and no table of suppliers: it loads the one class it needs, and no lambda.
     *
     * @param path the command's name behind that of its group: {@code image ls}
     */
    static Command make(String path) {
        return switch (path) {
            case "images", "image ls" -> new ImagesCommand();
            case "history", "image history" -> new HistoryCommand();
            case "inspect" -> InspectCommand.ofAnything();
            case "image inspect" -> InspectCommand.of(ObjectType.IMAGE);
            case "container inspect" -> InspectCommand.of(ObjectType.CONTAINER);
            case "tag", "image tag" -> new TagCommand();
            case "rmi", "image rm" -> new RemoveCommand();
            case "run", "container run" -> new RunCommand();
            case "ps", "container ls" -> new PsCommand();
            case "exec", "container exec" -> new ExecCommand();
            case "logs", "container logs" -> new LogsCommand();
            case "start", "container start" -> new StartCommand();
            case "stop", "container stop" -> new StopCommand();
            case "kill", "container kill" -> new KillCommand();
            case "rm", "container rm" -> new RemoveContainersCommand();
            case "commit", "container commit" -> new CommitCommand();
            case "pull", "image pull" -> new PullCommand();
            case "push", "image push" -> new PushCommand();
            case "builder prune" -> new PruneCacheCommand();
            case "image prune" -> new PruneCommand();
            case "image keep" -> new KeepCommand();
            case "system df" -> new DiskUseCommand();
            case "copy" -> new CopyCommand();
            case "login" -> new LoginCommand();
            case "logout" -> new LogoutCommand();
            case "search" -> new SearchCommand();
            case "tags" -> new TagsCommand();
            case "outdated" -> new OutdatedCommand();
            case "transfers" -> new TransfersCommand();
            case "info", "system info" -> new InfoCommand();
            case "save", "image save" -> new SaveCommand();
            case "load", "image load" -> new LoadCommand();
            case "import", "image import" -> new ImportCommand();
            case "build", "image build", "builder build" -> new BuildCommand();
            case "image diff" -> new DiffCommand();
            case "verify" -> new VerifyCommand();
            case ShellCommand.NAME -> new ShellCommand();
            case "completion" -> new CompletionCommand();
            case "config check" -> new ConfigCommand(ConfigCommand.Task.CHECK);
            case "config init" -> new ConfigCommand(ConfigCommand.Task.INIT);
            case "config path" -> new ConfigCommand(ConfigCommand.Task.PATH);
            case "config show" -> new ConfigCommand(ConfigCommand.Task.SHOW);
            default -> throw new IllegalArgumentException(path);
        };
    }

    static Optional<Group> group(String name) {
        for (Group group : GROUPS) {
            if (group.name().equals(name)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    static Optional<Entry> find(Group group, String name) {
        for (Entry entry : group.entries()) {
            if (entry.names().contains(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
