package dev.jimg.bench.peer;

import dev.jimg.archive.ParallelGzip;
import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.transfer.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The program that {@link App} starts: does by the image service what a line on its standard input says, as the screen's
 * workers would, and answers with the nanoseconds that took. A service is opened for each line, so that nothing is known
 * from the line before; what stays warm is the JVM.
 *
 * <p>It uses the program's own classes only, so that its class path is that of the installed program.
 */
public final class AppHost {

    private static final String FIELDS = "\t";

    private AppHost() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(List.of(line.split(FIELDS))));
        }
        System.exit(0);
    }

    private static String answer(List<String> words) {
        try (ImageService service = new Backends(Environment.system(), Clock.systemUTC()).open(
                new BackendChoice(Optional.of(Path.of(words.get(1))), Optional.empty(), Optional.empty()))) {
            FetchedMoment fetched = new FetchedMoment();
            long begin = System.nanoTime();
            perform(service, words.get(0), words.subList(2, words.size()), fetched);
            return System.nanoTime() - begin + fetched.since(begin);
        } catch (IOException | RuntimeException e) {
            return "failed: " + e.toString().replace('\n', ' ');
        }
    }

    private static void perform(ImageService service, String operation, List<String> words,
            FetchedMoment fetched) throws IOException {
        Cancellation never = Cancellation.none();
        switch (operation) {
            case "pull" -> service.pull(PullRequest.of(Reference.parse(words.get(0))), fetched, never);
            case "push" -> service.push(new PushRequest(Reference.parse(words.get(0))), event -> { }, never);
            case "save" -> service.archives().saveFile(SaveRequest.of(List.of(words.get(0))), Path.of(words.get(1)),
                    progress -> { }, never);
            case "load" -> load(service, LoadRequest.EVERYTHING, Path.of(words.get(0)), never);
            case "load-zstd" -> load(service, new LoadRequest(Optional.empty(), LayerPacking.ZSTD), Path.of(words.get(0)),
                    never);
            case "rehearse" -> service.rehearse(never);
            case "list" -> service.list(ListRequest.EVERYTHING);
            case "files" -> service.files().read(words.get(0), progress -> { }, never);
            case "gzip" -> gzip(Path.of(words.get(0)), Path.of(words.get(1)));
            default -> throw new IllegalArgumentException(operation);
        }
    }

    private static void load(ImageService service, LoadRequest request, Path archive, Cancellation never)
            throws IOException {
        try (FileChannel in = FileChannel.open(archive)) {
            service.archives().load(request, in, progress -> { }, never);
        }
    }

    private static void gzip(Path plain, Path packed) throws IOException {
        try (InputStream in = Files.newInputStream(plain); OutputStream out = Files.newOutputStream(packed);
                ParallelGzip gzip = new ParallelGzip(out)) {
            byte[] buffer = new byte[256 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                gzip.write(buffer, 0, read);
            }
            gzip.finish();
        }
    }
}
