package dev.jimg.build.dockerfile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a statement means (Dockerfile reference). Variables in it are not replaced yet. */
public sealed interface Instruction {

    /** A name and its value, as written. */
    record Pair(String name, String value) {}

    /** @param platform what {@code --platform} says, as written */
    record From(String base, Optional<String> platform, Optional<String> stage) implements Instruction {}

    /** Each name with its default, if it has one. */
    record Arg(Map<String, Optional<String>> names) implements Instruction {}

    record Env(List<Pair> pairs) implements Instruction {}

    record Label(List<Pair> pairs) implements Instruction {}

    record Maintainer(String text) implements Instruction {}

    /**
     * COPY, and ADD, which also fetches and unpacks.
     *
     * @param sources those that are no here-documents
     * @param from the stage or image to copy from; empty for the build context
     * @param parents whether the directories of a source come with it
     */
    record Copy(boolean add, List<String> sources, List<Heredoc> heredocs, String destination, Optional<String> from,
            Optional<String> chown, Optional<String> chmod, boolean link, boolean parents, List<String> exclude,
            Optional<String> checksum, Optional<Boolean> unpack) implements Instruction {}

    /** @param mounts what {@code --mount} says, as written */
    record Run(CommandLine command, List<Heredoc> heredocs, List<String> mounts, Optional<String> network,
            Optional<String> security) implements Instruction {}

    record Cmd(CommandLine command) implements Instruction {}

    record Entrypoint(CommandLine command) implements Instruction {}

    record Expose(List<String> ports) implements Instruction {}

    record User(String user) implements Instruction {}

    record Volume(List<String> paths) implements Instruction {}

    record Workdir(String path) implements Instruction {}

    /** @param trigger the statement that a build on this image begins with */
    record Onbuild(String trigger) implements Instruction {}

    record Stopsignal(String signal) implements Instruction {}

    record Shell(List<String> words) implements Instruction {}

    /**
     * @param test docker's form: {@code NONE}, or {@code CMD} and arguments, or {@code CMD-SHELL} and a text
     * @param retries 0 if it says nothing
     */
    record Healthcheck(List<String> test, Optional<Duration> interval, Optional<Duration> timeout,
            Optional<Duration> startPeriod, Optional<Duration> startInterval, int retries) implements Instruction {}
}
