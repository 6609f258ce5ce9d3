package dev.jimg.backend.engine;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildSecrets;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * BuildKit, which an engine offers through a protocol of its own and not through {@code POST /build}: the docker command
 * with its buildx speaks it, where they are installed.
 *
 * @param program the docker command
 * @param reach the arguments that lead it to the same engine
 */
record BuildKit(String program, List<String> reach) {

    static final String MISSING = "ERROR: BuildKit is enabled but the buildx component is missing or broken.\n"
            + "       Install the buildx component to build images with BuildKit:\n"
            + "       https://docs.docker.com/go/buildx/";

    private static final String OPERATION = "build";
    private static final long PATIENCE_SECONDS = 10;
    private static final long GRACE_MILLIS = 500;
    private static final int KEPT = 400;
    /** What docker itself goes by, so that a build's value for it must not become docker's. No secret is called so. */
    private static final Pattern DOCKERS_OWN =
            Pattern.compile("PATH|HOME|USER|TMPDIR|(DOCKER|BUILDKIT|BUILDX|LD|XDG|SSH)_.*");

    /** Whether it is installed. */
    boolean present() {
        try {
            Process process = new ProcessBuilder(program, "buildx", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            Cancellation cancellation = CancellationScope.current();
            Cancellation.Registration registration = cancellation.onCancel(() -> kill(process, started(process)));
            try (registration) {
                if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    cancellation.check();
                    return process.exitValue() == 0;
                }
            }
            kill(process, started(process));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    ImageId build(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
        try {
            Path idFile = Files.createTempFile("jimg-buildkit-", "");
            try {
                run(request, idFile, events, cancellation);
                return ImageId.parse(Files.readString(idFile).strip());
            } finally {
                Files.deleteIfExists(idFile);
            }
        } catch (IOException e) {
            // The output of a process that was ended breaks off.
            cancellation.check();
            throw new Failure(Failure.Kind.DISK, OPERATION, "", "docker's buildx could not be run (" + e.getMessage()
                    + ")", "", e);
        }
    }

    private void run(BuildRequest request, Path idFile, Consumer<BuildEvent> events, Cancellation cancellation)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(request, idFile)).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("DOCKER_BUILDKIT", "1");
        // Not as arguments: everybody can read those of every process.
        request.buildArgs().forEach((name, value) -> value.filter(given -> !DOCKERS_OWN.matcher(name).matches())
                .ifPresent(given -> environment.put(name, given)));
        Process process = builder.start();
        String last;
        Cancellation.Registration registration = cancellation.onCancel(() -> end(process));
        try {
            feed(request.context(), process.getOutputStream());
            last = read(process.getInputStream(), events);
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            registration.close();
            if (process.isAlive()) {
                // Whoever listens could not any more.
                end(process);
            }
        }
        cancellation.checkAfter(process.exitValue());
        if (process.exitValue() != 0) {
            throw new Failure(Failure.Kind.REMOTE, OPERATION, "", last.isEmpty() ? "docker's buildx ended with "
                    + process.exitValue() : last, "");
        }
    }

    /** One that waits for an engine that stands still does not heed it either. */
    private static void end(Process process) {
        List<ProcessHandle> started = started(process);
        process.destroy();
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> kill(process, started));
    }

    /** To be asked while it runs: what it leaves behind cannot be found any more. */
    private static List<ProcessHandle> started(Process process) {
        return process.descendants().toList();
    }

    /** With its buildx, a process of its own that has the same output: reading that would last as long. */
    private static void kill(Process process, List<ProcessHandle> started) {
        List<ProcessHandle> later = started(process);
        process.destroyForcibly();
        Stream.concat(started.stream(), later.stream()).forEach(ProcessHandle::destroyForcibly);
    }

    private List<String> command(BuildRequest request, Path idFile) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(reach);
        command.addAll(List.of(OPERATION, "--progress=plain", "--iidfile=" + idFile, "--network=" + request.network()));
        request.dockerfile().ifPresent(file -> command.add("--file=" + file(request, file)));
        request.tags().stream().map(Reference::familiar).forEach(tag -> command.add("--tag=" + tag));
        request.buildArgs().forEach((name, value) -> command.add("--build-arg=" + name
                + value.filter(given -> DOCKERS_OWN.matcher(name).matches()).map(given -> "=" + given).orElse("")));
        request.labels().forEach((name, value) -> command.add("--label=" + name + "=" + value));
        request.target().ifPresent(target -> command.add("--target=" + target));
        request.platform().ifPresent(platform -> command.add("--platform=" + platform));
        addSecrets(request.secrets(), command);
        if (request.noCache()) {
            command.add("--no-cache");
        }
        if (request.pull()) {
            command.add("--pull");
        }
        command.add("--");
        command.add(request.context() instanceof BuildContext.Directory directory
                ? directory.path().toAbsolutePath().toString()
                : request.context() instanceof BuildContext.Url url ? url.url() : "-");
        return command;
    }

    private static void addSecrets(BuildSecrets given, List<String> command) {
        for (BuildSecrets.Secret secret : given.secrets()) {
            command.add("--secret=id=" + secret.id() + secret.file().map(file -> ",src=" + file.toAbsolutePath())
                    .or(() -> secret.variable().map(name -> ",env=" + name)).orElse(""));
        }
        given.agents().forEach(agent -> command.add("--ssh=" + agent.id()
                + agent.socket().map(socket -> "=" + socket.toAbsolutePath()).orElse("")));
    }

    /** The command takes a path from where it stands, a request from its context. */
    private static String file(BuildRequest request, String file) {
        return request.context() instanceof BuildContext.Directory directory
                ? directory.path().toAbsolutePath().resolve(file).toString() : file;
    }

    /** From a thread of its own: what does not read to the end must not be waited for. */
    private static void feed(BuildContext context, OutputStream out) throws IOException {
        if (!(context instanceof BuildContext.Stream stream)) {
            out.close();
            return;
        }
        Thread feeder = new Thread(() -> {
            try (out) {
                stream.in().transferTo(out);
            } catch (IOException e) {
                // It has ended, and says why.
            }
        }, "jimg-build-context");
        feeder.setDaemon(true);
        feeder.start();
    }

    /** Returns the last line that says something. */
    private static String read(InputStream in, Consumer<BuildEvent> events) throws IOException {
        char[] piece = new char[8192];
        StringBuilder tail = new StringBuilder();
        // A character may come in two pieces.
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
            String text = new String(piece, 0, count);
            events.accept(new BuildEvent.Output(text, false));
            tail.append(text);
            tail.delete(0, Math.max(0, tail.length() - KEPT));
        }
        return tail.toString().lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
    }
}
