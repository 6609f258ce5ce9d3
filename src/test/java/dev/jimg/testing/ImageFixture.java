package dev.jimg.testing;

import dev.jimg.testing.LayerFixture.Compression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An image built by hand: its manifest, its config and its layers, base first. */
public record ImageFixture(Content root, Content config, List<LayerFixture> layers, String platform)
        implements Fixture {
    /** What a client must show as text: an escape sequence, a C1 control, a bidi override, a tab and a line break. */
    public static final String AWKWARD = "/bin/sh -c printf '\u001b[31mred\u001b[0m' \u009b2J \u202egnp.exe\t&& \\\n  true";

    private static final String[] APPLETS = {"sh", "ls", "cat", "echo", "sleep", "true", "false", "id", "env"};

    /** The two families of media types. */
    public enum Format {
        OCI("application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.config.v1+json"),
        DOCKER(
                "application/vnd.docker.distribution.manifest.v2+json",
                "application/vnd.docker.container.image.v1+json");

        final String manifest;
        final String config;

        Format(String manifest, String config) {
            this.manifest = manifest;
            this.config = config;
        }
    }

    @Override
    public List<ImageFixture> images() {
        return List.of(this);
    }

    /** Everything but the manifest. */
    Stream<Content> blobs() {
        return Stream.concat(Stream.of(config), layers.stream().map(LayerFixture::content));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Debian's static busybox: a small image that really runs. Docker schema 2, as docker pushes it. */
    public static ImageFixture busybox() {
        return busyboxBuilder().build();
    }

    /** The same, to be changed before it is built. */
    public static Builder busyboxBuilder() {
        Tools.require("busybox");
        Path busybox = Tools.find("busybox").orElseThrow();
        return builder()
                .layer("/bin/sh -c #(nop) ADD file:0f1e2d3c in / ", LayerFixture.gzip(tar -> {
                    tar.directory("bin").directory("etc").directory("tmp").program("bin/busybox", busybox);
                    for (String applet : APPLETS) {
                        tar.symlink("bin/" + applet, "busybox");
                    }
                    tar.file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
                }))
                .emptyLayer("/bin/sh -c #(nop)  CMD [\"sh\"]");
    }

    /** An image of this many small layers, each with a file and an entry of the history; every third has an empty one. */
    public static ImageFixture layers(int count) {
        Builder builder = builder().format(Format.OCI);
        for (int number = 0; number < count; number++) {
            String name = "srv/layer-%03d".formatted(number);
            long seed = number;
            builder.layer("RUN make " + name + " # buildkit", LayerFixture.gzip(tar -> tar.file(name, name)
                    .file("srv/data-" + seed, "line\n".repeat(200 + (int) seed))));
            if (number % 3 == 0) {
                builder.emptyLayer("ENV STEP=" + number);
            }
        }
        return builder.build();
    }

    /** Random, incompressible layers of this size each: for progress, resuming and speed. */
    public static ImageFixture random(int layers, long bytesPerLayer) {
        Builder builder = builder().format(Format.OCI);
        for (int number = 0; number < layers; number++) {
            builder.layer("COPY data /data # buildkit", LayerFixture.random(Compression.NONE, number, bytesPerLayer));
        }
        return builder.build();
    }

    /** A debootstrapped Debian root as one layer. The tar comes from the cache that {@code install.sh test} fills. */
    public static ImageFixture debian() {
        Path tar = cache().resolve("debian-root.tar.gz");
        Tools.available(Files.exists(tar), "no Debian root at " + tar);
        return Debian.image(tar);
    }

    /** An OCI index with one busybox image for each platform; only this machine's runs. */
    public static IndexFixture multiPlatform(String... platforms) {
        return IndexFixture.of(Format.OCI, Stream.of(platforms)
                .map(platform -> busyboxBuilder().format(Format.OCI).platform(platform).label("for", platform).build())
                .toList());
    }

    /** Where big test data is kept from run to run. */
    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("jimg-tui-test");
    }

    /** Kept, because hashing and inflating it takes seconds. */
    private static final class Debian {
        private static ImageFixture image;

        static synchronized ImageFixture image(Path tar) {
            if (image == null) {
                image = builder()
                        .layer("/bin/sh -c #(nop) ADD file:debian in / ", LayerFixture.ofGzip(tar))
                        .emptyLayer("/bin/sh -c #(nop)  CMD [\"bash\"]")
                        .build();
            }
            return image;
        }
    }

    /** Puts an image together. Unless told otherwise: docker schema 2, linux/amd64, created at a fixed time. */
    public static final class Builder {
        private final List<LayerFixture> layers = new ArrayList<>();
        private final List<Map<String, Object>> history = new ArrayList<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, Object> annotations = new LinkedHashMap<>();
        private Format format = Format.DOCKER;
        private String platform = "linux/amd64";
        private String created = "2024-05-06T07:08:09.123456789Z";

        public Builder format(Format newFormat) {
            format = newFormat;
            return this;
        }

        /** {@code os/architecture} or {@code os/architecture/variant}. */
        public Builder platform(String newPlatform) {
            platform = newPlatform;
            return this;
        }

        /** RFC 3339. */
        public Builder created(String time) {
            created = time;
            return this;
        }

        public Builder label(String name, String value) {
            labels.put(name, value);
            return this;
        }

        public Builder annotation(String name, String value) {
            annotations.put(name, value);
            return this;
        }

        public Builder layer(String createdBy, LayerFixture layer) {
            layers.add(layer);
            history.add(entry(createdBy));
            return this;
        }

        /** An entry of the history that made no layer. */
        public Builder emptyLayer(String createdBy) {
            Map<String, Object> entry = entry(createdBy);
            entry.put("empty_layer", true);
            history.add(entry);
            return this;
        }

        public Builder withoutHistory() {
            history.clear();
            return this;
        }

        public ImageFixture build() {
            Content config = Content.of(format.config, Fixture.json(config()));
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("schemaVersion", 2);
            manifest.put("mediaType", format.manifest);
            manifest.put("config", config.descriptor());
            manifest.put("layers", layers.stream().map(this::descriptor).toList());
            if (!annotations.isEmpty()) {
                manifest.put("annotations", annotations);
            }
            Content root = Content.of(format.manifest, Fixture.json(manifest));
            return new ImageFixture(root, config, List.copyOf(layers), platform);
        }

        private Map<String, Object> config() {
            Map<String, Object> run = new LinkedHashMap<>();
            run.put("Env", List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
            run.put("Cmd", List.of("sh"));
            if (!labels.isEmpty()) {
                run.put("Labels", labels);
            }
            Map<String, Object> config = new LinkedHashMap<>();
            config.put("created", created);
            config.putAll(IndexFixture.platform(platform));
            config.put("config", run);
            config.put("rootfs", Map.of(
                    "type", "layers", "diff_ids", layers.stream().map(LayerFixture::diffId).toList()));
            if (!history.isEmpty()) {
                config.put("history", history);
            }
            return config;
        }

        private Map<String, Object> entry(String createdBy) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("created", created);
            entry.put("created_by", createdBy);
            return entry;
        }

        private Map<String, Object> descriptor(LayerFixture layer) {
            Map<String, Object> descriptor = layer.content().descriptor();
            if (format == Format.DOCKER) {
                descriptor.put("mediaType", layer.compression().docker);
            }
            return descriptor;
        }
    }
}
