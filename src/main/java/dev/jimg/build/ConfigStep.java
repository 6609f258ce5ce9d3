package dev.jimg.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.build.dockerfile.CommandLine;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.oci.MalformedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does what an instruction says that changes nothing but the config. */
final class ConfigStep {

    private final ConfigDraft draft;
    private final Words words;
    private boolean cmdSet;

    /** @param words replaces the variables that hold at this place */
    ConfigStep(ConfigDraft draft, Words words) {
        this.draft = draft;
        this.words = words;
    }

    /** @throws MalformedException in docker's words */
    void apply(Instruction instruction) {
        if (instruction instanceof Instruction.Env env) {
            replaced(env.pairs()).forEach(draft::setEnv);
        } else if (instruction instanceof Instruction.Label label) {
            draft.putAll("Labels", replaced(label.pairs()));
        } else if (instruction instanceof Instruction.Maintainer maintainer) {
            draft.root().put("author", maintainer.text());
        } else if (instruction instanceof Instruction.Cmd cmd) {
            cmdSet = true;
            command("Cmd", cmd.command());
        } else if (instruction instanceof Instruction.Entrypoint entrypoint) {
            entrypoint(entrypoint.command());
        } else if (instruction instanceof Instruction.Expose expose) {
            expose(expose);
        } else if (instruction instanceof Instruction.User user) {
            draft.setText("User", words.word(user.user()));
        } else if (instruction instanceof Instruction.Volume volume) {
            draft.addToSet("Volumes", volume.paths().stream().map(words::word).map(String::strip).toList());
        } else if (instruction instanceof Instruction.Workdir workdir) {
            draft.setText("WorkingDir", workingDir(words.word(workdir.path())));
        } else {
            applyRare(instruction);
        }
    }

    private void applyRare(Instruction instruction) {
        if (instruction instanceof Instruction.Onbuild onbuild) {
            List<String> triggers = draft.texts("OnBuild");
            triggers.add(onbuild.trigger());
            draft.setTexts("OnBuild", triggers);
        } else if (instruction instanceof Instruction.Stopsignal stop) {
            draft.setText("StopSignal", Signals.check(words.word(stop.signal())));
        } else if (instruction instanceof Instruction.Shell shell) {
            draft.setTexts("Shell", shell.words());
        } else if (instruction instanceof Instruction.Healthcheck healthcheck) {
            healthcheck(healthcheck);
        } else {
            throw new IllegalArgumentException(instruction + " changes more than the config");
        }
    }

    /** All are replaced with what held before: {@code ENV a=1 b=$a} does not see its own a. */
    private Map<String, String> replaced(List<Instruction.Pair> pairs) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Instruction.Pair pair : pairs) {
            result.put(words.word(pair.name()), words.word(pair.value()));
        }
        return result;
    }

    /** As docker has it, an absolute path stays as it is written. */
    private String workingDir(String path) {
        return path.startsWith("/") ? path : SlashPath.resolve(draft.text("WorkingDir"), path);
    }

    /** The arguments of a program that the base image has do not fit another program. */
    private void entrypoint(CommandLine command) {
        if (command.words().isEmpty()) {
            draft.remove("Entrypoint");
        } else {
            command("Entrypoint", command);
        }
        if (!cmdSet) {
            draft.remove("Cmd");
        }
    }

    private void command(String field, CommandLine command) {
        List<String> resolved = command.resolved(draft.shell());
        if (resolved.isEmpty()) {
            draft.remove(field);
        } else {
            draft.setTexts(field, resolved);
        }
    }

    private void expose(Instruction.Expose expose) {
        List<String> ports = new ArrayList<>();
        for (String given : expose.ports()) {
            words.words(given).forEach(port -> ports.addAll(ContainerPorts.parse(port)));
        }
        draft.addToSet("ExposedPorts", ports);
    }

    private void healthcheck(Instruction.Healthcheck healthcheck) {
        ObjectNode node = draft.container().putObject("Healthcheck");
        healthcheck.test().forEach(node.putArray("Test")::add);
        putNanos(node, "Interval", healthcheck.interval());
        putNanos(node, "Timeout", healthcheck.timeout());
        putNanos(node, "StartPeriod", healthcheck.startPeriod());
        putNanos(node, "StartInterval", healthcheck.startInterval());
        if (healthcheck.retries() > 0) {
            node.put("Retries", healthcheck.retries());
        }
    }

    private static void putNanos(ObjectNode node, String field, Optional<Duration> duration) {
        duration.ifPresent(value -> node.put(field, value.toNanos()));
    }
}
