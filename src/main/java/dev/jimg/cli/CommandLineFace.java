package dev.jimg.cli;

import dev.jimg.config.ConfigException;
import dev.jimg.config.DockerContexts;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import dev.jimg.transfer.DebugLog;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs one command and says how it ended. Never ends the process, never prints a stack trace. */
public final class CommandLineFace {

    static final String PROGRAM = "jimg-tui";

    /** What a shell reports of a command that was interrupted (128 and SIGINT), or whose reader left (SIGPIPE). */
    public static final int INTERRUPTED = 130;
    public static final int READER_LEFT = 141;

    private final ServiceOpener opener;
    private final Console console;
    private final Cancellation cancellation;
    private final Supplier<SettingsDesk> settings;

    /**
     * @param cancellation what Ctrl-C cancels; {@link #run} then comes back with {@link #INTERRUPTED}
     * @param settings the settings file of the full-screen app
     */
    public CommandLineFace(ServiceOpener opener, Console console, Cancellation cancellation,
            Supplier<SettingsDesk> settings) {
        this.settings = settings;
        this.opener = opener;
        this.console = console;
        this.cancellation = cancellation;
    }

    /** Where the screen is wanted (no command, no {@code --help}, no mistake): with which backend. */
    public static Optional<BackendChoice> screenWanted(String... words) {
        try {
            GlobalOptions options = GlobalOptions.parse(words);
            boolean screen = options.rest().isEmpty() && !options.help() && !options.version();
            return screen ? Optional.of(options.choice()) : Optional.empty();
        } catch (UsageException | Failure e) {
            return Optional.empty();
        }
    }

    /** Where the line shell is wanted, and neither its help nor by mistake: how. */
    public static Optional<ShellWish> shellWanted(String... words) {
        if (!List.of(words).contains(ShellCommand.NAME)) {
            return Optional.empty();
        }
        try {
            GlobalOptions options = GlobalOptions.parse(words);
            List<String> rest = options.rest();
            return options.help() || options.version() || rest.isEmpty() || !rest.get(0).equals(ShellCommand.NAME)
                    ? Optional.empty() : ShellCommand.wish(options.choice(), rest.subList(1, rest.size()));
        } catch (UsageException | Failure e) {
            return Optional.empty();
        }
    }

    /** Whether this process is one that the app starts for a transfer that is to outlive it. */
    public static boolean transferWanted(String... words) {
        if (!List.of(words).contains(BackgroundTransfers.COMMAND)) {
            return false;
        }
        try {
            List<String> rest = GlobalOptions.parse(words).rest();
            return rest.size() == 2 && rest.get(0).equals(BackgroundTransfers.COMMAND);
        } catch (UsageException | Failure e) {
            return false;
        }
    }

    /** Which backend these options name, and nothing else; empty where they are no such options. */
    public static Optional<BackendChoice> placeNamed(List<String> words) {
        return screenWanted(words.toArray(String[]::new)).filter(choice -> !choice.equals(BackendChoice.AUTOMATIC));
    }

    /** The words that a command line may begin with. */
    public static List<String> commands() {
        return Stream.concat(Commands.ROOT.entries().stream().flatMap(entry -> entry.names().stream()),
                Stream.concat(Commands.GROUPS.stream().map(Commands.Group::name), Stream.of("help"))).toList();
    }

    /** What a line of these words still takes, as help spells it; empty if that is not known. */
    public static String synopsis(List<String> words) {
        return CompletionQuestion.of(words, "").hint();
    }

    /** What {@link #run} answers, behind its first word, to whom completes a line: see {@code completion.bash}. */
    public static String completionCommand() {
        return CompletionAnswer.COMMAND;
    }

    /** Prints what could not be done as a command would. */
    public static void report(Console console, Failure failure) {
        Invocation.report(console, failure);
    }

    /** @return the exit status: docker's, where docker knows the case */
    public int run(String... words) {
        int status = CancellationScope.run(cancellation, () -> runHeeding(words));
        console.out().flush();
        console.err().flush();
        if (console.out().readerLeft()) {
            return READER_LEFT;
        }
        if (console.out().failure().isPresent()) {
            console.err().line("could not write the output: " + console.out().failure().get().getMessage());
            console.err().flush();
            return status == 0 ? 1 : status;
        }
        return status;
    }

    private int runHeeding(String... words) {
        try {
            return runChecked(words);
        } catch (CancellationException e) {
            return INTERRUPTED;
        }
    }

    private int runChecked(String... words) {
        GlobalOptions options;
        try {
            options = GlobalOptions.parse(words);
        } catch (UsageException e) {
            return refuse(e, "Usage:  " + PROGRAM + " [OPTIONS] COMMAND [ARG...]\n", "");
        } catch (Failure e) {
            Invocation.report(console, e);
            return 1;
        }
        if (options.version()) {
            console.out().line(PROGRAM + " version " + Version.current());
            return 0;
        }
        if (options.help() || options.rest().isEmpty()) {
            console.out().print(RootHelp.text(console.helpColumns()));
            return 0;
        }
        if (!options.debug()) {
            return dispatch(options);
        }
        Runnable unwatched = DebugLog.to(line -> console.err().line(quoted(line)).flush());
        try {
            return dispatch(options);
        } finally {
            unwatched.run();
        }
    }

    private int dispatch(GlobalOptions options) {
        List<String> words = options.rest();
        String name = words.get(0);
        if (name.equals("help")) {
            return help(words.subList(1, words.size()));
        }
        if (name.equals(CompletionAnswer.COMMAND)) {
            return complete(words.subList(1, words.size()));
        }
        if (name.equals(BackgroundTransfers.COMMAND) && words.size() == 2) {
            return transfer(words.get(1), options.choice());
        }
        Optional<Commands.Group> group = Commands.group(name);
        if (group.isPresent()) {
            return dispatchGroup(group.get(), options, words.subList(1, words.size()));
        }
        Optional<Commands.Entry> entry = Commands.find(Commands.ROOT, name);
        if (entry.isPresent()) {
            return execute(entry.get().name(), words.subList(1, words.size()), options);
        }
        return unknown(name, "");
    }

    private int dispatchGroup(Commands.Group group, GlobalOptions options, List<String> words) {
        if (words.isEmpty() || words.get(0).equals("--help") || words.get(0).equals("-h")) {
            // As docker does it: asked for, it is output; else it is advice.
            (words.isEmpty() ? console.err() : console.out()).print(RootHelp.of(group));
            return 0;
        }
        String first = words.get(0);
        Optional<Commands.Entry> entry = Commands.find(group, first);
        if (entry.isPresent()) {
            return execute(group.prefix() + entry.get().name(), words.subList(1, words.size()), options);
        }
        if (words.contains("--help")) {
            console.out().print(RootHelp.of(group));
            return 0;
        }
        if (first.startsWith("-")) {
            return refuse(UsageException.flag("unknown flag: " + first),
                    "Usage:  " + PROGRAM + " " + group.name() + "\n", group.name());
        }
        return unknown(group.prefix() + first, group.name());
    }

    /** What the app starts for a transfer that is to outlive it. */
    private int transfer(String id, BackendChoice choice) {
        try (ImageService service = opener.open(choice)) {
            service.background().ifPresent(transfers -> transfers.work(id, opener.copies(choice),
                    cancellation));
            return 0;
        } catch (Failure e) {
            Invocation.report(console, e);
            return 1;
        }
    }

    /** The words of a line that is being typed; the last is the one at the cursor. */
    private int complete(List<String> line) {
        int last = Math.max(line.size() - 1, 0);
        CompletionQuestion question = CompletionQuestion.of(line.subList(0, last), line.isEmpty() ? "" : line.get(last));
        try (LateService service = new LateService(opener, choice(question.globals()))) {
            new CompletionAnswer(service, CommandLineFace::contexts).print(question, console.out());
        }
        return 0;
    }

    private static BackendChoice choice(List<String> globals) {
        try {
            return GlobalOptions.parse(globals.toArray(String[]::new)).choice();
        } catch (UsageException | Failure e) {
            return BackendChoice.AUTOMATIC;
        }
    }

    private static List<String> contexts() {
        try {
            return new DockerContexts(Environment.system()).all().stream()
                    .map(context -> context.name() + "\t" + context.host()).toList();
        } catch (ConfigException e) {
            return List.of();
        }
    }

    private int help(List<String> words) {
        if (words.isEmpty()) {
            console.out().print(RootHelp.text(console.helpColumns()));
            return 0;
        }
        Optional<Commands.Group> group = Commands.group(words.get(0));
        if (group.isPresent() && words.size() == 1) {
            console.out().print(RootHelp.of(group.get()));
            return 0;
        }
        Commands.Group within = group.orElse(Commands.ROOT);
        Optional<Commands.Entry> entry = Commands.find(within, words.get(group.isPresent() ? 1 : 0));
        if (entry.isEmpty()) {
            console.err().line("unknown help topic: " + quoted(String.join(" ", words)));
            return 1;
        }
        String path = within.prefix() + entry.get().name();
        console.out().print(new HelpText(console.helpColumns()).of(path, Commands.make(path).usage()));
        return 0;
    }

    private int execute(String name, List<String> words, GlobalOptions options) {
        Command command = Commands.make(name);
        Usage usage = command.usage();
        try {
            Flags flags = command.flagsEndAtArgument()
                    ? FlagParser.parseLeading(usage.flags(), words.toArray(String[]::new))
                    : FlagParser.parse(usage.flags(), words);
            if (flags.helpAsked()) {
                console.out().print(new HelpText(console.helpColumns()).of(name, usage));
                return 0;
            }
            usage.check(name, flags.arguments().size());
            return withService(command, flags, options.choice());
        } catch (UsageException e) {
            return refuse(e, HelpText.usageLine(name, usage), name);
        }
    }

    private int withService(Command command, Flags flags, BackendChoice choice) throws UsageException {
        try (LateService service = new LateService(opener, choice)) {
            return command.run(new Invocation(console, flags, service, () -> opener.copies(choice), settings,
                    cancellation));
        } catch (Failure e) {
            console.out().flush();
            Invocation.report(console, e);
            return 1;
        }
    }

    private int unknown(String name, String group) {
        String called = PROGRAM + " " + quoted(name);
        console.err().line(PROGRAM + ": unknown command: " + called);
        console.err().line("");
        if (!group.isEmpty()) {
            console.err().line("Usage:  " + PROGRAM + " " + group).line("");
        }
        console.err().line("Run '" + PROGRAM + (group.isEmpty() ? "" : " " + group)
                + " --help' for more information");
        return 1;
    }

    private int refuse(UsageException e, String usageLine, String command) {
        console.err().line(quoted(e.getMessage()));
        console.err().line("");
        console.err().line(usageLine);
        console.err().line(e.verb() + " '" + PROGRAM + (command.isEmpty() ? "" : " " + command)
                + " --help' for more information");
        return e.status();
    }

    /** Arguments may come from elsewhere ({@code xargs}); an error that repeats them must not drive the terminal. */
    private static String quoted(String text) {
        return SafeText.line(text);
    }

    /** Opens the service when it is first needed and is done with it if it was. */
    private static final class LateService implements Supplier<ImageService>, AutoCloseable {
        private final ServiceOpener opener;
        private final BackendChoice choice;
        private ImageService service;

        private LateService(ServiceOpener opener, BackendChoice choice) {
            this.opener = opener;
            this.choice = choice;
        }

        @Override
        public ImageService get() {
            if (service == null) {
                service = opener.open(choice);
            }
            return service;
        }

        @Override
        public void close() {
            if (service != null) {
                opener.done(service);
            }
        }
    }

    /** What stands before the command. */
    private record GlobalOptions(BackendChoice choice, boolean debug, boolean help, boolean version, List<String> rest) {

        /** A path may look like that; nobody means it. */
        private static final String STORE_SCHEME = "store://";

        static GlobalOptions parse(String... given) throws UsageException {
            Flags flags = FlagParser.parseLeading(RootHelp.FLAGS, given);
            List<String> places = Stream.of("store", "host", "context").filter(flags::given).toList();
            if (places.size() > 1) {
                String words = "conflicting options: cannot specify both --" + places.get(0) + " and --" + places.get(1);
                throw new Failure(Failure.Kind.INVALID, "begin", "", words, "").spelledAs(words);
            }
            return new GlobalOptions(new BackendChoice(store(flags), flags.text("host"), flags.text("context")),
                    flags.on("debug"), flags.helpAsked(), flags.on("version"), flags.arguments());
        }

        private static Optional<Path> store(Flags flags) throws UsageException {
            String text = flags.text("store").orElse("");
            if (text.startsWith(STORE_SCHEME)) {
                String directory = text.substring(STORE_SCHEME.length());
                throw new Failure(Failure.Kind.INVALID, "use the store", text, "it is an address, and no directory",
                        "Name the directory with --store " + (directory.isEmpty() ? "DIR" : directory) + " instead.");
            }
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                throw UsageException.flag("invalid argument \"" + text + "\" for \"--store\" flag: " + e.getReason());
            }
        }
    }
}
