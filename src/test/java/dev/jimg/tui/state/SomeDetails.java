package dev.jimg.tui.state;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageDetails;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images with their histories and their JSON, always the same, for stories and screens of the detail pane. */
public final class SomeDetails {

    public static final Failure CORRUPT = new Failure(Failure.Kind.CORRUPT, "read the history", "python:3.12",
            "the config sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945 is not here",
            "Pull the image again: jimg-tui pull python:3.12. What is here already is not fetched again.");

    private static final Instant BUILT = Play.NOW.minus(Duration.ofDays(5));

    private SomeDetails() {}

    public static List<ImageSummary> images() {
        return List.of(image("python", 1_020_000_000, "python:3.12", "python:3.12.7-bookworm"),
                image("redis", 41_200_000, "redis:7-alpine"),
                image("api", 310_000_000, "registry.example.com:5000/team/api:2.3.1"));
    }

    public static ImageSummary image(String seed, long size, String... tags) {
        Digest digest = digest(seed);
        return new ImageSummary(new ImageId(digest), Arrays.stream(tags).map(Reference::parse).toList(), List.of(),
                BUILT, size, size / 3, 0, Platform.of("linux", "amd64", ""), digest, ImageSummary.Health.GOOD);
    }

    public static Digest digest(String seed) {
        return Digest.of(seed.getBytes(StandardCharsets.UTF_8));
    }

    /** The steps of the drawing in the design, as builders of several ages wrote them. */
    public static List<HistoryRow> history() {
        return List.of(
                row(9, 0, "CMD [\"python3\"]", "buildkit.dockerfile.v0"),
                row(8, 10_100_000, "RUN /bin/sh -c set -eux; \tfor src in idle3 pip3 pydoc3 python3 python3-config; do "
                        + "\t\tdst=\"$(echo \"$src\" | tr -d 3)\"; \t\t[ -s \"/usr/local/bin/$src\" ]; done # buildkit",
                        "buildkit.dockerfile.v0"),
                row(7, 58_200_000, "RUN |1 GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305 /bin/sh -c set -eux; wget "
                        + "-O python.tar.xz \"https://www.python.org/ftp/python/3.12.7/Python-3.12.7.tar.xz\"; "
                        + "echo \"24887b92e2afd4a2ac602419ad4b596372f67ac9b077190f459aba390faf5550 *python.tar.xz\" | "
                        + "sha256sum -c -; mkdir -p /usr/src/python; tar --extract --directory /usr/src/python "
                        + "--strip-components=1 --file python.tar.xz; rm python.tar.xz # buildkit",
                        "buildkit.dockerfile.v0"),
                row(6, 0, "ENV PYTHON_VERSION=3.12.7", "buildkit.dockerfile.v0"),
                row(5, 586_000_000, "/bin/sh -c set -eux; apt-get install -y git bzr mercurial", ""),
                row(4, 183_000_000, "/bin/sh -c set -eux; apt-get update; apt-get install -y ca-certificates curl", ""),
                row(3, 48_300_000, "/bin/sh -c #(nop) ADD file:ca6d1f0f80dd6c91b in / ", ""),
                row(2, 0, "/bin/sh -c #(nop)  LABEL 说明=一个 Python 🐍 运行环境 \u001b[31m", ""),
                row(1, 0, "", "imported from -"));
    }

    public static HistoryRow row(int seed, long size, String createdBy, String comment) {
        Optional<Digest> layer = size > 0 ? Optional.of(digest("layer " + seed)) : Optional.empty();
        return new HistoryRow(Optional.empty(), BUILT, createdBy, size, comment, layer, size * 2 / 5, List.of());
    }

    public static List<HistoryRow> steps(int count) {
        List<HistoryRow> rows = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            rows.add(row(i, i * 1_000_000L, "RUN step " + i, ""));
        }
        return rows;
    }

    /** The same of an image whose layers nobody has unpacked yet. */
    public static List<HistoryRow> unmeasured(int count) {
        return steps(count).stream().map(row -> new HistoryRow(row.id(), row.created(), row.createdBy(),
                HistoryRow.UNMEASURED, row.comment(), row.layer(), row.blobSize(), row.tags())).toList();
    }

    public static ImageDetails details(ImageSummary image) {
        String json = """
                {"Id":"%s","RepoTags":["python:3.12","python:3.12.7-bookworm"],"RepoDigests":[],"Parent":"",
                "Comment":"说明：一个 Python 🐍 运行环境","Created":"2026-11-17T10:00:00Z",
                "Config":{"Hostname":"","Env":["PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
                "LANG=C.UTF-8","GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305","PYTHON_VERSION=3.12.7"],
                "Cmd":["python3"],"ArgsEscaped":true,"Volumes":null,"WorkingDir":"/",
                "Labels":{"org.opencontainers.image.title":"python","line":"a\\nb","quote":"\\"\\u001b[31m"}},
                "Architecture":"amd64","Os":"linux","Size":1020000000,"GraphDriver":{"Name":"overlay2",
                "Data":{"LowerDir":"/a:/b:/c","UpperDir":"/d"}},
                "RootFS":{"Type":"layers","Layers":["sha256:1","sha256:2","sha256:3"]},
                "Metadata":{"LastTagTime":"0001-01-01T00:00:00Z"}}
                """.formatted(image.id());
        return new ImageDetails(image, json, List.of());
    }

    /** A story that begins with the images on the screen, and nothing answered for the detail. */
    public static Play listed(int columns, int rows) {
        Play play = Play.on(columns, rows).happen(new Event.BackendOpened(new BackendInfo(BackendInfo.Kind.STORE,
                "/home/ada/.local/share/jimg/store", "OCI image layout", "nothing else applies", Map.of())));
        long request = play.one(Effect.ListImages.class).request();
        play.happen(new Event.ImagesListed(request, images()));
        return play.happen(new Event.ImagesMeasured(play.state().usage().request(), new DiskUsage(3, 1_371_000_000L, 0, 0, 0)));
    }

    /** And with the history of the first one. */
    public static Play withHistory(int columns, int rows) {
        Play play = listed(columns, rows);
        if (play.state().layout().rect(Pane.DETAIL).isEmpty()) {
            play.press("3");
        }
        return answerHistory(play);
    }

    public static Play answerHistory(Play play) {
        return play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), history()));
    }

    /** And with the JSON of the first one, the focus on it. */
    public static Play withJson(int columns, int rows) {
        Play play = listed(columns, rows).press("i");
        return play.happen(new Event.DetailsLoaded(play.one(Effect.LoadDetails.class).request(),
                details(images().get(0))));
    }

    /** And then the answer is a failure. */
    public static Play withFailure(int columns, int rows) {
        Play play = listed(columns, rows).press("3");
        return play.happen(new Event.RequestFailed(play.one(Effect.LoadHistory.class).request(), CORRUPT));
    }

    /** The images on the screen, and two pulls under way. */
    public static Play pulling(int columns, int rows) {
        AppState state = withHistory(columns, rows).press("1").state();
        for (String name : List.of("nginx:1.27", "postgres:16")) {
            state = TransfersLogic.start(state, PullRequest.of(Reference.parse(name))).state();
        }
        return Play.from(state);
    }

    /** A pull, which can go on without the screen, and a load of what comes out of a pipe, which cannot. */
    public static Play pullingAndLoadingAPipe(int columns, int rows) {
        AppState state = withHistory(columns, rows).press("1").state();
        state = TransfersLogic.start(state, PullRequest.of(Reference.parse("nginx:1.27"))).state();
        state = TransfersLogic.start(state, new Job.Load("/run/images.pipe")).state();
        return Play.from(state).happen(new Event.TransferBound(state.lastId()));
    }

    /** An import from an address with a query, and a verification: neither goes on. */
    public static Play importingFromAnAddress(int columns, int rows, boolean verifying) {
        AppState state = withHistory(columns, rows).press("1").state();
        state = TransfersLogic.start(state,
                new Job.Import("https://files.example.com/root.tar.gz?token=1", Optional.empty())).state();
        Play play = Play.from(state).happen(new Event.TransferBound(state.lastId()));
        return verifying ? Play.from(TransfersLogic.start(play.state(),
                new Job.Verify(List.of("nginx:1.27"), "nginx:1.27", false)).state()) : play;
    }

    /** A load of a file, which begins again without the screen. */
    public static Play loading(int columns, int rows) {
        AppState state = withHistory(columns, rows).press("1").state();
        return Play.from(TransfersLogic.start(state, new Job.Load("/srv/images.tar")).state());
    }

    /** One that goes on without the screen, and one that begins again. */
    public static Play pullingAndLoading(int columns, int rows) {
        AppState state = loading(columns, rows).state();
        return Play.from(TransfersLogic.start(state, PullRequest.of(Reference.parse("nginx:1.27"))).state());
    }

    /** One push, as far as its name. */
    public static Play pushing(int columns, int rows) {
        AppState state = withHistory(columns, rows).press("1").state();
        return Play.from(TransfersLogic.start(state, new Job.Push(
                new PushRequest(Reference.parse("registry.example.com/app:1"), Optional.empty()), Optional.empty())).state());
    }
}
