package dev.jimg.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What a second process does with a store. It says a word on stdout when it is where the test wants it. */
final class StoreChild {

    private StoreChild() {}

    /** Starts this class in a JVM of its own. */
    static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(command(List.of(), arguments)).redirectError(new File("/dev/null")).start();
    }

    /** The command that does so; it writes no files but the store's. */
    static String[] command(List<String> before, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Paths.get(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), StoreChild.class.getName()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static Descriptor blob(int size) {
        return Descriptor.of(MediaType.OCI_LAYER, Digest.of(bytes(size)), size);
    }

    public static void main(String[] arguments) throws Exception {
        ImageStore store = ImageStore.open(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "tag" -> tag(store, Digest.parse(arguments[2]), arguments[3], Integer.parseInt(arguments[4]));
            case "write" -> write(store, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "fetch" -> fetch(store, Integer.parseInt(arguments[2]));
            case "bring" -> bring(store, Digest.parse(arguments[2]), Reference.parse(arguments[3]));
            case "trash" -> store.trash().remove(
                    new Removal(Set.of(Reference.parse(arguments[2])), Set.of(Digest.parse(arguments[3]))),
                    Trashed.Operation.REMOVE);
            case "churn" -> churn(store, Digest.parse(arguments[2]), Reference.parse(arguments[3]),
                    Integer.parseInt(arguments[4]));
            case "restore" -> store.trash().restore(store.trash().list().get(0).id());
            case "overtaken" -> overtaken(store);
            case "lease" -> lease(store, Digest.parse(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Gives names and takes every second one away again. */
    private static void tag(ImageStore store, Digest image, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            store.images().tag(image, Reference.parse(prefix + ":" + i));
            if (i % 2 == 1) {
                store.garbage().remove(new Removal(Set.of(Reference.parse(prefix + ":" + (i - 1))), Set.of()));
            }
        }
    }

    /** Removes an image and takes that back, again and again. */
    private static void churn(ImageStore store, Digest image, Reference name, int times) {
        for (int i = 0; i < times; i++) {
            store.trash().remove(new Removal(Set.of(name), Set.of(image)), Trashed.Operation.REMOVE);
            store.trash().restore(store.trash().list().stream()
                    .filter(change -> change.names().contains(name.familiar())).findFirst().orElseThrow().id());
        }
    }

    /** Writes a part of a blob and then waits to be killed. */
    private static void write(ImageStore store, int size, int part) throws Exception {
        BlobWriter out = store.blobs().tryNewWriter(blob(size)).orElseThrow();
        out.write(bytes(size), 0, part);
        out.flush();
        say("written");
    }

    /** Brings a blob unless another does, and says which it was. */
    private static void fetch(ImageStore store, int size) throws Exception {
        var writer = store.blobs().newWriter(blob(size), ProgressSink.NONE, Cancellation.none());
        if (writer.isEmpty()) {
            System.out.println("joined");
            return;
        }
        try (BlobWriter out = writer.get()) {
            out.write(bytes(size), (int) out.offset(), (int) (size - out.offset()));
            out.commit();
        }
        System.out.println("fetched");
    }

    /** The last steps of a pull of an image in docker's format: its documents, their OCI form, the name. */
    private static void bring(ImageStore store, Digest base, Reference name) {
        Manifest oci = store.images().manifest(store.images().list().withEntry(base).orElseThrow());
        Manifest docker = Manifest.parse(("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.DOCKER_MANIFEST
                + "\",\"config\":" + json(MediaType.DOCKER_CONFIG, oci.config()) + ",\"layers\":["
                + json(MediaType.DOCKER_LAYER_GZIP, oci.layers().get(0)) + "]}").getBytes(StandardCharsets.UTF_8));
        Manifest form = OciForm.of(docker);
        try (Lease lease = store.lease("test")) {
            lease.protect(List.of(docker.digest(), form.digest()));
            store.blobs().put(docker.raw().bytes());
            store.blobs().put(form.raw().bytes());
            store.images().add(form.descriptor(), Optional.of(name), List.of());
        }
    }

    /** Tags, and another tool tags too, after our last look at the index. */
    private static void overtaken(ImageStore store) {
        Layout layout = new Layout(store.root());
        layout.locks().withState("tag", () -> {
            try {
                String read = Files.readString(layout.index());
                FileStamp stamp = FileStamp.of(layout.index());
                Files.delete(layout.previousIndex());
                Files.createLink(layout.previousIndex(), layout.index());
                try (IndexDraft draft = IndexDraft.write(layout,
                        read.replace("base:1", "ours:1").getBytes(StandardCharsets.UTF_8))) {
                    ForeignEditTest.replace(layout.index(), read.replace("base:1", "theirs:1"));
                    draft.takePlace(stamp, Optional.empty(), true);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String json(MediaType type, Descriptor blob) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + blob.digest() + "\",\"size\":" + blob.size() + "}";
    }

    private static void lease(ImageStore store, Digest blob) throws Exception {
        Lease lease = store.lease("test");
        lease.protect(List.of(blob));
        say("leased");
    }

    /** The test reads it, and ends this process when it has seen enough. */
    private static void say(String word) throws IOException {
        System.out.println(word);
        System.out.flush();
        System.in.read();
    }
}
