package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a build is made from, as the command line names it.
 *
 * @param scratch a copy of the Dockerfile that came from standard input, deleted by {@link #close}
 */
record BuildSource(BuildContext context, Optional<String> dockerfile, Optional<Path> scratch) implements AutoCloseable {

    private static final String STDIN = "-";
    private static final String OPERATION = "build";

    /**
     * @param context {@code PATH | URL | -}
     * @param file what {@code -f} says: beside a directory it is meant from where one stands, not from the context
     * @throws Failure in docker's words
     */
    static BuildSource of(String context, String file, InputStream in) {
        Optional<String> given = Optional.of(file).filter(name -> !name.isEmpty());
        if (context.equals(STDIN)) {
            if (file.equals(STDIN)) {
                throw failure(Failure.Kind.INVALID,
                        "invalid argument: can't use stdin for both build context and dockerfile");
            }
            return new BuildSource(new BuildContext.Stream(in), given, Optional.empty());
        }
        if (BuildCommand.isUrl(context)) {
            return new BuildSource(new BuildContext.Url(context), given, Optional.empty());
        }
        BuildContext directory = new BuildContext.Directory(directory(context));
        if (file.equals(STDIN)) {
            Path copy = copied(in);
            return new BuildSource(directory, Optional.of(copy.toString()), Optional.of(copy));
        }
        return new BuildSource(directory, given.map(name ->
                GoFiles.named(OPERATION, name).toAbsolutePath().normalize().toString()), Optional.empty());
    }

    private static Path directory(String name) {
        Path path = GoFiles.named(OPERATION, name).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw failure(Failure.Kind.NOT_FOUND, "unable to prepare context: path \"" + name + "\" not found");
        }
        if (!Files.isDirectory(path)) {
            throw failure(Failure.Kind.INVALID, "unable to prepare context: context must be a directory: " + path);
        }
        return path;
    }

    private static Path copied(InputStream in) {
        try {
            Path copy = Files.createTempFile("jimg-dockerfile-", "");
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw failure(Failure.Kind.DISK, "failed to read dockerfile from STDIN: " + GoFiles.words(e));
        }
    }

    private static Failure failure(Failure.Kind kind, String words) {
        return new Failure(kind, OPERATION, "", words, "").spelledAs(words);
    }

    @Override
    public void close() {
        try {
            if (scratch.isPresent()) {
                Files.deleteIfExists(scratch.get());
            }
        } catch (IOException e) {
            // The system's temporary directory is tidied up by others too.
        }
    }
}
