package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Statement to instruction: what each keyword takes, and what docker says where it is something else. */
public final class InstructionParser {

    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9-_.]*");
    private static final Set<String> NO_TRIGGERS = Set.of("MAINTAINER", "FROM");

    private static final Set<String> MOUNT_SWITCHES = Set.of("readonly", "ro", "readwrite", "rw", "required");

    private final Statement statement;
    private final char escape;
    private final String keyword;

    private InstructionParser(Statement statement, char escape) {
        this.statement = statement;
        this.escape = escape;
        this.keyword = statement.keyword();
    }

    /** @throws MalformedException in docker's words, without the line */
    public static Instruction parse(Statement statement, char escape) {
        return new InstructionParser(statement, escape).parse();
    }

    private Instruction parse() {
        return switch (keyword) {
            case "FROM" -> from();
            case "ARG" -> new Instruction.Arg(Pairs.readArgs(withoutFlags(), escape));
            case "ENV" -> new Instruction.Env(Pairs.read(keyword, withoutFlags(), escape));
            case "LABEL" -> new Instruction.Label(Pairs.read(keyword, withoutFlags(), escape));
            case "MAINTAINER" -> new Instruction.Maintainer(one(withoutFlags()));
            case "COPY", "ADD" -> CopyParser.parse(statement, escape);
            case "RUN" -> run();
            case "CMD" -> new Instruction.Cmd(CommandLine.parse(withoutFlags()));
            case "ENTRYPOINT" -> new Instruction.Entrypoint(CommandLine.parse(withoutFlags()));
            case "EXPOSE" -> new Instruction.Expose(some(RawWords.splitAtBlanks(withoutFlags())));
            case "USER" -> new Instruction.User(one(withoutFlags()));
            case "VOLUME" -> volume();
            case "WORKDIR" -> new Instruction.Workdir(one(withoutFlags()));
            case "ONBUILD" -> onbuild();
            case "STOPSIGNAL" -> new Instruction.Stopsignal(one(withoutFlags()));
            case "SHELL" -> shell();
            case "HEALTHCHECK" -> HealthcheckParser.parse(Flags.split(statement.rest(), escape));
            default -> throw new MalformedException("unknown instruction: " + keyword);
        };
    }

    private String withoutFlags() {
        return flags(Set.of(), Set.of()).rest();
    }

    private Flags flags(Set<String> single, Set<String> repeated) {
        return Flags.split(statement.rest(), escape).allow(single, repeated);
    }

    private Instruction from() {
        Flags flags = flags(Set.of("platform"), Set.of());
        List<String> words = RawWords.splitAtBlanks(flags.rest());
        boolean named = words.size() == 3 && words.get(1).equalsIgnoreCase("as");
        if (words.size() != 1 && !named) {
            throw new MalformedException("FROM requires either one or three arguments");
        }
        Optional<String> stage = named ? Optional.of(words.get(2).toLowerCase(Locale.ROOT)) : Optional.empty();
        if (stage.isPresent() && !STAGE_NAME.matcher(stage.get()).matches()) {
            throw new MalformedException("invalid name for build stage: \"" + words.get(2)
                    + "\", name can't start with a number or contain symbols");
        }
        return new Instruction.From(words.get(0), flags.text("platform"), stage);
    }

    private Instruction run() {
        Flags flags = flags(Set.of("network", "security"), Set.of("mount"));
        CommandLine command = CommandLine.parse(flags.rest());
        if (command.words().isEmpty()) {
            throw new MalformedException("RUN requires at least one argument");
        }
        flags.all("mount").forEach(InstructionParser::checkMount);
        return new Instruction.Run(command, statement.heredocs(), flags.all("mount"), flags.text("network"),
                flags.text("security"));
    }

    private static void checkMount(String mount) {
        for (String field : mount.split(",")) {
            if (field.indexOf('=') < 0 && !MOUNT_SWITCHES.contains(field)) {
                throw new MalformedException("invalid field '" + field + "' must be a key=value pair");
            }
        }
    }

    private Instruction volume() {
        String arguments = withoutFlags();
        List<String> paths = some(JsonWords.read(arguments).orElseGet(() -> RawWords.splitAtBlanks(arguments)));
        if (paths.stream().anyMatch(String::isBlank)) {
            throw new MalformedException("VOLUME specified can not be an empty string");
        }
        return new Instruction.Volume(paths);
    }

    private Instruction onbuild() {
        String trigger = withoutFlags();
        List<String> words = RawWords.splitAtBlanks(trigger);
        String first = some(words).get(0).toUpperCase(Locale.ROOT);
        if (first.equals("ONBUILD")) {
            throw new MalformedException("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        }
        if (NO_TRIGGERS.contains(first)) {
            throw new MalformedException(first + " isn't allowed as an ONBUILD trigger");
        }
        return new Instruction.Onbuild(trigger + heredocTexts());
    }

    /** A trigger is kept as text: its here-documents must be in it, to be read again. */
    private String heredocTexts() {
        StringBuilder text = new StringBuilder();
        for (Heredoc heredoc : statement.heredocs()) {
            text.append('\n').append(heredoc.content()).append(heredoc.name());
        }
        return text.toString();
    }

    private Instruction shell() {
        List<String> words = JsonWords.read(withoutFlags()).orElse(null);
        if (words == null && !withoutFlags().isEmpty()) {
            throw new MalformedException("SHELL requires the arguments to be in JSON form");
        }
        return new Instruction.Shell(some(words == null ? new ArrayList<>() : words));
    }

    private String one(String argument) {
        if (argument.isEmpty()) {
            throw new MalformedException(keyword + " requires exactly one argument");
        }
        return argument;
    }

    private List<String> some(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new MalformedException(keyword + " requires at least one argument");
        }
        return arguments;
    }
}
