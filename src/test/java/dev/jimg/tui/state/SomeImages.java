package dev.jimg.tui.state;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Flaw;
import dev.jimg.service.ImageSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Images, always the same, for stories and screens. */
public final class SomeImages {

    public static final BackendInfo STORE = new BackendInfo(BackendInfo.Kind.STORE, "/home/ada/.local/share/jimg/store",
            "OCI image layout", "nothing else applies", Map.of());

    public static final BackendInfo ENGINE = new BackendInfo(BackendInfo.Kind.DOCKER, "unix:///var/run/docker.sock",
            "Docker 28.2", "the socket answers", Map.of());

    private SomeImages() {}

    /** The images of the drawing in the design, and a few that are hard to show. */
    public static List<ImageSummary> list() {
        return List.of(
                image("nginx", days(2), 192_000_000, 1, "nginx:1.27"),
                image("python", days(5), 1_020_000_000, 0, "python:3.12", "python:3.12.7-bookworm"),
                image("python-slim", days(5), 125_000_000, 0, "python:3.12-slim"),
                image("redis", days(21), 41_200_000, 2, "redis:7-alpine"),
                image("old", days(65), 880_000_000, 0),
                image("api", days(70), 310_000_000, 0, "registry.example.com:5000/team/backend/api:2.3.1"),
                damaged(image("broken", days(400), 77_700_000, 0, "team/broken:nightly-2025-10-18-rc1")),
                image("scratch", Instant.EPOCH, 0, 0, "scratchpad:latest"));
    }

    public static DiskUsage usage() {
        return new DiskUsage(8, 1_900_000_000L, 620_000_000L, 0, 41_000_000_000L);
    }

    public static ImageSummary image(String seed, Instant created, long size, int containers, String... tags) {
        Digest digest = Digest.of(seed.getBytes(StandardCharsets.UTF_8));
        List<Reference> names = Arrays.stream(tags).map(Reference::parse).toList();
        return new ImageSummary(new ImageId(digest), names, List.of(), created, size, size / 3, containers,
                Platform.of("linux", "amd64", ""), digest, ImageSummary.Health.GOOD);
    }

    public static ImageSummary damaged(ImageSummary image) {
        return damaged(image, Flaw.Kind.WRONG_SIZE, 512);
    }

    public static ImageSummary damaged(ImageSummary image, Flaw.Kind kind, long size) {
        return new ImageSummary(image.id(), image.tags(), image.digests(), image.created(), image.size(),
                image.uniqueSize(), image.containers(), image.platform(), image.manifest(),
                new ImageSummary.Health(List.of(new Flaw(image.id().digest(), Flaw.Part.LAYER, kind, size,
                        77_700_000))));
    }

    /** Many images, in no order, two of three with a tag. */
    public static List<ImageSummary> many(int count) {
        List<ImageSummary> images = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long mixed = i * 7919L % count;
            String[] tags = i % 3 == 2 ? new String[0]
                    : new String[] {"registry.example.com/team-" + mixed % 97 + "/service-" + mixed + ":v" + i % 13};
            images.add(image("image " + i, Play.NOW.minusSeconds(mixed * 3600), mixed * 1_000_003, 0, tags));
        }
        return images;
    }

    /** A story that begins with these images on the screen. */
    public static Play shown(int columns, int rows, List<ImageSummary> images) {
        Play play = Play.on(columns, rows).happen(new Event.BackendOpened(STORE));
        return relisted(play, images);
    }

    /** Answers the list that was asked for last. */
    public static Play relisted(Play play, List<ImageSummary> images) {
        long request = play.state().images().images().request();
        play.happen(new Event.ImagesListed(request, images));
        play.happen(new Event.ImagesMeasured(play.state().usage().request(),
                images.isEmpty() ? new DiskUsage(0, 0, 0, 0, 41_000_000_000L) : usage()));
        play.take();
        return play;
    }

    public static Instant days(long ago) {
        return Play.NOW.minus(Duration.ofDays(ago));
    }

    /** The same, which does not say when it was made. */
    public static ImageSummary undated(ImageSummary image) {
        return new ImageSummary(image.id(), image.tags(), image.digests(), Instant.EPOCH, image.size(),
                image.uniqueSize(), image.containers(), image.platform(), image.manifest(), image.health());
    }
}
