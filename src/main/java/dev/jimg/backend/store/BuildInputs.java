package dev.jimg.backend.store;

import dev.jimg.backend.shared.ContainerProxies;
import dev.jimg.build.BuildContextFiles;
import dev.jimg.build.BuildKeys;
import dev.jimg.build.BuildSpec;
import dev.jimg.build.DockerIgnore;
import dev.jimg.build.Leftovers;
import dev.jimg.build.RemoteFiles;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns what a person asked for into what the builder wants; keeps what came through a pipe until the build is done. */
final class BuildInputs implements AutoCloseable {

    private static final String DOCKERFILE = "Dockerfile";
    private static final String EPOCH = "SOURCE_DATE_EPOCH";
    private static final String UNABLE = "unable to prepare context: ";
    private static final int MAX_DOCKERFILE_BYTES = 4 << 20;
    private static final int BUFFER_BYTES = 128 * 1024;

    private record Source(String dockerfile, BuildContextFiles files) {}

    private final ImageStore store;
    private final Environment environment;
    private final RemoteFiles urls;
    private Path spooled;
    private Path clone;

    BuildInputs(ImageStore store, Environment environment, RemoteFiles urls) {
        this.store = store;
        this.environment = environment;
        this.urls = urls;
    }

    /** @throws Failure if there is no such context, or no Dockerfile in it: in docker's words */
    BuildSpec spec(BuildRequest request, List<Reference> tags, Consumer<BuildEvent> events,
            Cancellation cancellation) {
        Map<String, String> args = args(request);
        BuildKeys keys = new SecretInputs(environment).keys(request.secrets());
        Source source = source(request, events, cancellation);
        return new BuildSpec(source.dockerfile(), source.files(), tags, args, request.labels(), request.target(),
                !request.noCache(), request.pull(), request.platform(), request.network(), keys, epoch(args));
    }

    private Source source(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
        if (request.context() instanceof BuildContext.Directory directory) {
            return directory(directory.path(), request.dockerfile().orElse(DOCKERFILE));
        }
        if (request.context() instanceof BuildContext.Url url) {
            return fetched(url.url(), request, events, cancellation);
        }
        return spooled(((BuildContext.Stream) request.context()).in(), request, events, cancellation);
    }

    private Source directory(Path path, String dockerfile) {
        if (!Files.exists(path)) {
            throw failure(Failure.Kind.NOT_FOUND, UNABLE + "path \"" + path + "\" not found");
        }
        if (!Files.isDirectory(path)) {
            throw failure(Failure.Kind.INVALID, UNABLE + "context must be a directory: " + path);
        }
        Path file = path.resolve(dockerfile);
        try {
            return new Source(Files.readString(file, StandardCharsets.UTF_8),
                    BuildContextFiles.directory(path, DockerIgnore.of(path, file)));
        } catch (NoSuchFileException e) {
            throw failure(Failure.Kind.NOT_FOUND, UNABLE + "unable to evaluate symlinks in Dockerfile path: lstat "
                    + file.toAbsolutePath().normalize() + ": no such file or directory");
        } catch (IOException e) {
            throw failure(Failure.Kind.DISK, "cannot read " + file + ": " + e.getMessage());
        }
    }

    private Source fetched(String url, BuildRequest request, Consumer<BuildEvent> events,
            Cancellation cancellation) {
        if (GitContext.isOne(url)) {
            return cloned(GitContext.parse(url), request.dockerfile().orElse(DOCKERFILE), cancellation);
        }
        try (InputStream body = urls.open(url, cancellation)) {
            return spooled(body, request, events, cancellation);
        } catch (IOException e) {
            throw failure(Failure.Kind.REMOTE, UNABLE + "the download broke off: " + e.getMessage());
        }
    }

    /** Without git's own directory, which is another one after each clone. */
    private Source cloned(GitContext git, String dockerfile, Cancellation cancellation) {
        try {
            Path kept = Files.createDirectories(store.root().resolve("cache").resolve("build"));
            clone = Leftovers.place(kept, "context");
            Path directory = git.fetch(clone, environment, cancellation);
            Leftovers.remove(clone.resolve(".git"));
            return directory(directory, dockerfile);
        } catch (IOException e) {
            throw failure(Failure.Kind.DISK, UNABLE + "cannot keep the repository: " + e.getMessage());
        }
    }

    /** A tar with a Dockerfile in it, or a Dockerfile alone. */
    private Source spooled(InputStream in, BuildRequest request, Consumer<BuildEvent> events,
            Cancellation cancellation) {
        String dockerfile = request.dockerfile().orElse(DOCKERFILE);
        try {
            spool(in, events, cancellation);
            if (!BuildContextFiles.isTar(spooled)) {
                return new Source(lone(spooled), BuildContextFiles.none());
            }
        } catch (IOException e) {
            throw failure(Failure.Kind.INVALID, UNABLE + "cannot read the context: " + e.getMessage());
        }
        BuildContextFiles files = BuildContextFiles.tar(spooled);
        return new Source(files.text(dockerfile).orElseThrow(() -> failure(Failure.Kind.NOT_FOUND,
                "Cannot locate specified Dockerfile: " + dockerfile)), files);
    }

    private static String lone(Path dockerfile) throws IOException {
        if (Files.size(dockerfile) > MAX_DOCKERFILE_BYTES) {
            throw new IOException("it is no tar, and too large for a Dockerfile");
        }
        return Files.readString(dockerfile, StandardCharsets.UTF_8);
    }

    private void spool(InputStream in, Consumer<BuildEvent> events, Cancellation cancellation) throws IOException {
        Path directory = Files.createDirectories(store.root().resolve("cache").resolve("build"));
        spooled = Leftovers.place(directory, "context");
        byte[] buffer = new byte[BUFFER_BYTES];
        long done = 0;
        try (OutputStream out = Files.newOutputStream(spooled)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                cancellation.check();
                out.write(buffer, 0, read);
                done += read;
                events.accept(new BuildEvent.Progress("context", "Reading", done, -1));
            }
        }
    }

    private Map<String, String> args(BuildRequest request) {
        Map<String, String> args = new HashMap<>();
        new ContainerProxies(environment, "").buildArgs(request.buildArgs()).forEach((name, value) ->
                value.or(() -> environment.variable(name)).ifPresent(known -> args.put(name, known)));
        return args;
    }

    private Optional<Long> epoch(Map<String, String> args) {
        Optional<String> given = Optional.ofNullable(args.get(EPOCH)).or(() -> environment.variable(EPOCH));
        try {
            return given.map(Long::parseLong);
        } catch (NumberFormatException e) {
            throw failure(Failure.Kind.INVALID, "invalid SOURCE_DATE_EPOCH: " + given.get());
        }
    }

    private static Failure failure(Failure.Kind kind, String why) {
        return new Failure(kind, "build", "", why, "").spelledAs(why);
    }

    @Override
    public void close() {
        if (spooled != null) {
            spooled.toFile().delete();
        }
        if (clone != null) {
            try {
                Leftovers.remove(clone);
            } catch (IOException e) {
                // A later build sweeps it.
            }
        }
    }
}
