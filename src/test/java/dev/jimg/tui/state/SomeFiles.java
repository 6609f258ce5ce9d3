package dev.jimg.tui.state;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.service.files.RemoteContents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Three layers with files, always the same, for stories and screens of the Files tab. */
public final class SomeFiles {

    private SomeFiles() {}

    /** A layer from lines: a path, and bytes; a directory ends with a slash, a link has {@code ->}. */
    public static LayerFiles layer(String... lines) {
        LayerFilesBuilder builder = new LayerFilesBuilder();
        for (String line : lines) {
            String[] words = line.split(" ");
            String path = new String(words[0].getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            boolean link = words.length > 2;
            FileKind kind = path.endsWith("/") ? FileKind.DIRECTORY : link ? FileKind.SYMLINK : FileKind.FILE;
            builder.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                    new LayerFilesBuilder.Facts(kind, kind == FileKind.FILE ? 0644 : kind == FileKind.SYMLINK ? 0777 : 0755,
                            path.startsWith("srv") ? 1000 : 0, 0, link || words.length < 2 ? 0 : Long.parseLong(words[1]),
                            1_700_000_000L, link ? words[2] : ""));
        }
        return builder.build();
    }

    public static ImageContents contents() {
        return new ImageContents(List.of(
                layer("bin -> usr/bin", "etc/", "etc/hosts 174", "etc/passwd 922", "usr/bin/", "usr/bin/bash 1265648",
                        "usr/bin/perl 3794488", "usr/share/doc/bash/README 3921", "var/cache/apt/pkgcache.bin 18345678",
                        "var/lib/dpkg/status 92345", "tmp/"),
                layer("usr/bin/git 3703224", "usr/bin/perl 3794500", "var/lib/dpkg/status 120345", "etc/passwd 980",
                        "etc/ssl/certs/ca-certificates.crt 213777"),
                layer("srv/app/main.py 4211", "srv/app/说明书-🐳.md 912", "srv/app/data/model.bin 48000000",
                        "srv/app/\u001b[31mred 7", "var/cache/.wh.apt", "etc/passwd 1021")));
    }

    /** With the files of the first image in sight, read from its topmost layer. */
    public static Play shown(int columns, int rows) {
        Play play = SomeDetails.withHistory(columns, rows);
        play.press("3", "enter");
        return read(play);
    }

    /** The answer to the question that was asked last. */
    public static Play read(Play play) {
        Effect.ReadFiles asked = play.one(Effect.ReadFiles.class);
        return play.happen(new Event.FilesRead(asked.request(),
                Optional.of(FilesModel.of(contents(), SomeDetails.steps(3), asked.step()))));
    }

    /** While the layers are being read. */
    public static Play reading(int columns, int rows) {
        Play play = SomeDetails.withHistory(columns, rows).press("3", "enter");
        long request = play.state().detail().files().model().request();
        return play.happen(new Event.FilesMoved(request, new FilesProgress(412_000_000, 1_020_000_000)));
    }

    /** While an engine has not begun to send the layers. */
    public static Play preparing(int columns, int rows) {
        Play play = SomeDetails.withHistory(columns, rows).press("3", "enter");
        long request = play.state().detail().files().model().request();
        return play.happen(new Event.FilesMoved(request, FilesProgress.preparing("docker", 1_020_000_000)));
    }

    /** The same layers, of which these are read. */
    public static FilesParts parts(Integer... read) {
        return FilesParts.of(new LayersSoFar(states(read)), SomeDetails.steps(3), 0);
    }

    private static List<LayerSoFar> states(Integer... read) {
        List<LayerFiles> all = contents().layers();
        return IntStream.range(0, all.size()).mapToObj(layer ->
                List.of(read).contains(layer) ? LayerSoFar.whole(all.get(layer)) : LayerSoFar.WAITING).toList();
    }

    /** What an engine that prepares these layers shows of all of them together. */
    public static FilesParts together(LayerFiles files, Integer... read) {
        return FilesParts.of(new LayersSoFar(states(read), Optional.of(files)), SomeDetails.steps(3), 0);
    }

    /** The same layers, of which one cannot be read. */
    public static FilesParts damaged(int layer) {
        List<LayerSoFar> states = new ArrayList<>(states(0, 1, 2));
        states.set(layer, LayerSoFar.failed(new Failure(Failure.Kind.CORRUPT, "read the files of layer",
                layer + 1 + " (2f1dd1cd9b6b)",
                "the compressed data is damaged",
                "Verify the image (V) and repair it (F), or: jimg-tui verify --repair. If it is whole, tell its publisher.")));
        return FilesParts.of(new LayersSoFar(states), SomeDetails.steps(3), 0);
    }

    /** While an engine prepares the layers, and all of them together are shown. */
    public static Play preview(int columns, int rows) {
        Play play = preparing(columns, rows);
        return grow(play, play.one(Effect.ReadFiles.class).request(), together(all()));
    }

    /** When the topmost layer itself is read. */
    public static Play came(int columns, int rows) {
        Play play = preview(columns, rows);
        return grow(play, play.state().detail().files().model().request(), 2);
    }

    private static LayerFiles all() {
        return layer("bin -> usr/bin", "etc/", "etc/hosts 174", "etc/passwd 1021", "etc/ssl/certs/ca-certificates.crt 213777",
                "srv/app/main.py 4211", "srv/app/说明书-🐳.md 912", "srv/app/data/model.bin 48000000", "tmp/",
                "usr/bin/bash 1265648", "usr/bin/git 3703224", "usr/bin/perl 3794500", "var/lib/dpkg/status 120345");
    }

    /** Read, but for one layer. */
    public static Play unreadable(int columns, int rows, int layer) {
        Play play = reading(columns, rows);
        return play.happen(new Event.FilesRead(play.one(Effect.ReadFiles.class).request(),
                Optional.of(FilesModel.of(damaged(layer)))));
    }

    /** While the topmost layer is being read. */
    public static Play partial(int columns, int rows) {
        Play play = reading(columns, rows);
        return grow(play, play.one(Effect.ReadFiles.class).request(), begun(contents().layers().get(2)));
    }

    /** The same layers, of which nothing is read but a part of the topmost. */
    public static FilesParts begun(LayerFiles part) {
        return FilesParts.of(new LayersSoFar(List.of(LayerSoFar.WAITING, LayerSoFar.WAITING, LayerSoFar.part(part))),
                SomeDetails.steps(3), 0);
    }

    /** While the layers are being read, and the topmost is there. */
    public static Play growing(int columns, int rows) {
        Play play = reading(columns, rows);
        return grow(play, play.one(Effect.ReadFiles.class).request(), 2);
    }

    /** These layers are read, and what is asked for then is answered. */
    static Play grow(Play play, long request, Integer... read) {
        return grow(play, request, parts(read));
    }

    static Play grow(Play play, long request, FilesParts parts) {
        play.happen(new Event.FilesGrew(request, parts));
        Effect.MergeParts merge = play.one(Effect.MergeParts.class);
        return play.happen(new Event.FilesMerged(merge.request(), FilesModel.of(merge.parts())));
    }

    public static RemoteContents remote() {
        return new RemoteContents(Reference.parse("redis:7-alpine"), Platform.of("linux", "amd64", ""), List.of(
                remoteLayer("a", 3_400_000, "/bin/sh -c #(nop) ADD file:1234 in / "),
                remoteLayer("b", 61_000_000, "RUN /bin/sh -c set -eux; apk add --no-cache tzdata # buildkit"),
                remoteLayer("c", 930, "COPY docker-entrypoint.sh /usr/local/bin/ # buildkit")));
    }

    private static RemoteContents.RemoteLayer remoteLayer(String seed, long size, String step) {
        return new RemoteContents.RemoteLayer(new Layer(Descriptor.of(MediaType.OCI_LAYER_GZIP,
                SomeDetails.digest(seed), size), new DiffId(SomeDetails.digest("tar " + seed))), step, seed.equals("c"));
    }

    /** The names of the rows in sight, with their marks. */
    static List<String> rows(Play play) {
        FilesTab tab = play.state().detail().files();
        FilesModel model = tab.model().value().orElseThrow();
        return Arrays.stream(tab.rows().nodes()).mapToObj(node -> "  ".repeat(model.tree().depth(node) - 1)
                + model.tree().name(node) + " " + model.tree().status(node).name().charAt(0)).toList();
    }
}
