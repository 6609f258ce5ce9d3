package dev.jimg.cli;

import dev.jimg.service.Failure;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code --env-file} and {@code -e}: files first, so that what was typed wins. */
final class EnvironmentWords {

    static final Flag VARIABLES = Flag.list("env", 'e', "Set environment variables");
    static final Flag FILES = Flag.list("env-file", (char) 0, "Read in a file of environment variables");

    private EnvironmentWords() {}

    /**
     * @return {@code NAME=value}, and a name alone that has no value in this process either
     * @throws Failure in docker's words, if a file cannot be read
     */
    static List<String> of(Invocation invocation) throws UsageException {
        HostProcess process = invocation.console().process();
        List<String> words = new ArrayList<>();
        for (String file : invocation.flags().list(FILES.name())) {
            for (String line : read(process.workingDirectory().resolve(file), file)) {
                String word = line.stripLeading();
                if (!word.isEmpty() && !word.startsWith("#")) {
                    fromFile(process, file, word, words);
                }
            }
        }
        for (String word : invocation.flags().list(VARIABLES.name())) {
            if (word.isEmpty() || word.startsWith("=")) {
                throw UsageException.flag("invalid argument \"" + word + "\" for \"" + VARIABLES.spelled()
                        + "\" flag: invalid environment variable: " + word);
            }
            words.add(word.indexOf('=') >= 0 ? word
                    : process.variable(word).map(value -> word + "=" + value).orElse(word));
        }
        return words;
    }

    private static void fromFile(HostProcess process, String file, String word, List<String> words) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word.strip() : word.substring(0, equals);
        if (name.isEmpty()) {
            throw invalid("invalid env file (" + file + "): no variable name on line '" + word + "'");
        }
        if (name.chars().anyMatch(Character::isWhitespace)) {
            throw invalid("invalid env file (" + file + "): variable '" + name + "' contains whitespaces");
        }
        if (equals >= 0) {
            words.add(word);
        } else {
            process.variable(name).ifPresent(value -> words.add(name + "=" + value));
        }
    }

    private static List<String> read(Path path, String file) {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            throw invalid("open " + file + ": no such file or directory");
        } catch (MalformedInputException e) {
            throw invalid("invalid env file (" + file + "): it is not UTF-8");
        } catch (IOException e) {
            throw invalid("open " + file + ": " + e.getMessage());
        }
    }

    private static Failure invalid(String why) {
        return new Failure(Failure.Kind.INVALID, "read the variables", "", why, "", why, null);
    }
}
