package dev.jimg.build;

import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.text.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an image says of how it was made: {@code created_by}, as docker's classic builder writes it. */
final class HistoryText {

    private static final String NO_OPERATION = "#(nop) ";

    private HistoryText() {}

    /** A step that runs nothing: {@code /bin/sh -c #(nop)  ENV a=b}. */
    static String of(ConfigDraft before, String what) {
        return String.join(" ", before.shell()) + " " + NO_OPERATION + what;
    }

    /** @param after the config with the instruction done, where its values are found */
    static String of(Instruction instruction, ConfigDraft before, ConfigDraft after, Map<String, String> pairs) {
        // Docker names the new shell already where it is set.
        return of(instruction instanceof Instruction.Shell ? after : before, text(instruction, after, pairs));
    }

    private static String text(Instruction instruction, ConfigDraft after, Map<String, String> pairs) {
        if (instruction instanceof Instruction.Workdir) {
            return "WORKDIR " + after.text("WorkingDir");
        }
        if (instruction instanceof Instruction.Env) {
            return " ENV " + joined(pairs);
        }
        if (instruction instanceof Instruction.Label) {
            return " LABEL " + joined(pairs);
        }
        if (instruction instanceof Instruction.Maintainer maintainer) {
            return " MAINTAINER " + maintainer.text();
        }
        if (instruction instanceof Instruction.Cmd) {
            return " CMD " + quoted(after.texts("Cmd"));
        }
        if (instruction instanceof Instruction.Entrypoint) {
            return " ENTRYPOINT " + quoted(after.texts("Entrypoint"));
        }
        if (instruction instanceof Instruction.Expose expose) {
            return " EXPOSE " + String.join(" ", expose.ports());
        }
        if (instruction instanceof Instruction.User) {
            return " USER " + after.text("User");
        }
        if (instruction instanceof Instruction.Volume volume) {
            return " VOLUME [" + String.join(" ", volume.paths()) + "]";
        }
        return rare(instruction, after);
    }

    private static String rare(Instruction instruction, ConfigDraft after) {
        if (instruction instanceof Instruction.Onbuild onbuild) {
            return " ONBUILD " + onbuild.trigger();
        }
        if (instruction instanceof Instruction.Stopsignal) {
            return " STOPSIGNAL " + after.text("StopSignal");
        }
        if (instruction instanceof Instruction.Shell shell) {
            return " SHELL [" + String.join(" ", shell.words()) + "]";
        }
        if (instruction instanceof Instruction.Healthcheck check) {
            return " HEALTHCHECK &{" + quoted(check.test()) + " " + quoted(check.interval()) + " "
                    + quoted(check.timeout()) + " " + quoted(check.startPeriod()) + " '"
                    + String.format("\\x%02x", check.retries()) + "'}";
        }
        throw new IllegalArgumentException("no history for " + instruction);
    }

    /** ARG as it is written, each name on its own. */
    static String arg(ConfigDraft before, Map<String, Optional<String>> names) {
        return of(before, " ARG " + names.entrySet().stream()
                .map(entry -> entry.getKey() + entry.getValue().map(value -> "=" + value).orElse(""))
                .collect(Collectors.joining(" ")));
    }

    /** COPY and ADD name what they brought by a checksum. */
    static String copy(ConfigDraft before, Instruction.Copy copy, String what, String destination) {
        String flags = (copy.parents() ? "--parents " : "") + copy.chown().map(value -> "--chown=" + value + " ").orElse("")
                + copy.chmod().map(value -> "--chmod=" + value + " ").orElse("");
        return of(before, (copy.add() ? "ADD " : "COPY ") + flags + what + " in " + destination + " ");
    }

    /** {@code |1 VERSION=2 /bin/sh -c make}: the ARGs that a RUN saw are part of what it did. */
    static String run(List<String> command, Map<String, String> args) {
        String text = String.join(" ", command);
        return args.isEmpty() ? text : "|" + args.size() + " " + joined(args) + " " + text;
    }

    static String joined(Map<String, String> pairs) {
        return pairs.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(HistoryText::quoted).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }

    private static String quoted(Optional<Duration> duration) {
        return "\"" + GoDuration.of(duration.orElse(Duration.ZERO).toNanos()) + "\"";
    }
}
