package dev.jimg.backend.engine;

import dev.jimg.archive.Compression;
import dev.jimg.build.BuildContextTar;
import dev.jimg.build.DockerIgnore;
import dev.jimg.engine.EngineVersion;
import dev.jimg.engine.UploadContent;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The context of a build as an engine takes it: a tar that has the Dockerfile in it, or an address.
 *
 * @param content what is sent
 * @param dockerfile where in the context the Dockerfile is
 * @param remote where the engine fetches the context from
 * @param script the Dockerfile's text; empty where only the engine sees it
 * @param piped it came as a stream, of which a part is read already
 */
record EngineContext(UploadContent content, String dockerfile, Optional<String> remote, Optional<String> script,
        boolean piped) {

    private static final String OPERATION = "build";
    private static final String DEFAULT = "Dockerfile";
    private static final int MAX_DOCKERFILE = 1 << 20;
    private static final int BLOCK = 512;
    private static final int USTAR = 257;

    static EngineContext of(BuildRequest request, EngineVersion engine, Cancellation cancellation) {
        if (request.context() instanceof BuildContext.Directory directory) {
            return directory(real(directory.path()), request.dockerfile(), cancellation);
        }
        if (request.context() instanceof BuildContext.Stream stream) {
            return stream(stream.in(), request.dockerfile(), engine);
        }
        String url = ((BuildContext.Url) request.context()).url();
        // An engine hands what follows # to git, which must not take it for an option (CVE-2019-13139).
        if (url.contains("#-") || url.startsWith("-")) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, url, "no branch or tag begins with a dash", "");
        }
        return new EngineContext(out -> { }, request.dockerfile().orElse(DEFAULT), Optional.of(url), Optional.empty(),
                false);
    }

    private static EngineContext directory(Path directory, Optional<String> given, Cancellation cancellation) {
        Path dockerfile = dockerfile(directory, given);
        String script = script(dockerfile);
        if (!dockerfile.startsWith(directory)) {
            return outside(directory, dockerfile, script, cancellation);
        }
        String path = directory.relativize(dockerfile).toString();
        DockerIgnore ignore = DockerIgnore.of(directory, dockerfile).keeping(DockerIgnore.FILE_NAME, path);
        return new EngineContext(out -> BuildContextTar.write(directory, ignore, out, ProgressSink.NONE, cancellation),
                path, Optional.empty(), Optional.of(script), false);
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            String words = "unable to prepare context: path \"" + directory + "\" not found";
            throw new Failure(Failure.Kind.NOT_FOUND, OPERATION, "", "there is no directory " + directory, "", e)
                    .spelledAs(words);
        }
    }

    /** Where it really is: a link in the context may lead out of it. Also {@code dockerfile} is found, as docker does. */
    private static Path dockerfile(Path directory, Optional<String> given) {
        Path path = directory.resolve(given.orElse(DEFAULT)).normalize();
        Path lower = directory.resolve(DEFAULT.toLowerCase(Locale.ROOT));
        if (given.isEmpty() && Files.notExists(path) && Files.exists(lower)) {
            path = lower;
        }
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new Failure(Failure.Kind.NOT_FOUND, OPERATION, "", "there is no Dockerfile " + path, "Name it with"
                    + " -f.", e).spelledAs("unable to prepare context: unable to evaluate symlinks in Dockerfile path:"
                    + " lstat " + path + ": no such file or directory");
        }
    }

    /**
     * A Dockerfile from elsewhere goes into the context under a name that nobody has, and is ignored there, so that no
     * COPY brings it into the image.
     */
    private static EngineContext outside(Path directory, Path dockerfile, String script, Cancellation cancellation) {
        String name = ".dockerfile." + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        String patterns = ignoreFile(directory);
        DockerIgnore ignore = DockerIgnore.parse(patterns + "\n" + DockerIgnore.FILE_NAME);
        String told = (patterns.isEmpty() ? DockerIgnore.FILE_NAME : patterns) + "\n" + name + "\n";
        return new EngineContext(out -> {
            entry(out, name, script);
            entry(out, DockerIgnore.FILE_NAME, told);
            BuildContextTar.write(directory, ignore, out, ProgressSink.NONE, cancellation);
        }, name, Optional.empty(), Optional.of(script), false);
    }

    private static EngineContext stream(InputStream in, Optional<String> given, EngineVersion engine) {
        try {
            byte[] head = in.readNBytes(BLOCK);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
            if (isTar(head)) {
                InputStream tar = EngineTars.readable(whole, engine);
                return new EngineContext(out -> tar.transferTo(out), given.orElse(DEFAULT), Optional.empty(),
                        Optional.empty(), true);
            }
            byte[] script = whole.readNBytes(MAX_DOCKERFILE);
            String text = new String(script, StandardCharsets.UTF_8);
            return new EngineContext(out -> {
                entry(out, DEFAULT, text);
                out.write(new byte[2 * BLOCK]);
            }, DEFAULT, Optional.empty(), Optional.of(text), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packed, or with the mark that every tar since 1988 has in its first header (POSIX pax, «ustar»). */
    private static boolean isTar(byte[] head) {
        return Compression.of(head, head.length) != Compression.NONE
                || head.length == BLOCK && new String(head, USTAR, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /** An entry and nothing more: other tars may follow. */
    private static void entry(OutputStream out, String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(0600);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        tar.flush();
        bytes.writeTo(out);
    }

    private static String script(Path dockerfile) {
        try (InputStream in = Files.newInputStream(dockerfile)) {
            return new String(in.readNBytes(MAX_DOCKERFILE), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.DISK, OPERATION, "", "the Dockerfile " + dockerfile + " cannot be read ("
                    + e.getMessage() + ")", "", e);
        }
    }

    private static String ignoreFile(Path directory) {
        try {
            return Files.readString(directory.resolve(DockerIgnore.FILE_NAME));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
