package dev.jimg.tui.state;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PullResult;
import dev.jimg.service.SearchResult;
import dev.jimg.service.TagList;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stories up to the moment worth looking at; what the service would answer comes from {@link PullSamples}. */
public final class PullScenes {

    private static final List<String> TAGS = List.of("1.26", "1.26-alpine", "1.26-alpine-perl", "1.26-bookworm",
            "1.27", "1.27-alpine", "1.27-alpine-slim", "1.27-bookworm", "1.27.2", "alpine", "bookworm", "latest",
            "mainline", "mainline-alpine", "perl", "stable", "stable-alpine", "stable-alpine-slim", "stable-bookworm",
            "stable-otel", "stable-perl");

    private final Play play;

    private PullScenes(Play play) {
        this.play = play;
    }

    /** An open store with three images. */
    public static PullScenes on(int columns, int rows) {
        Play play = Play.on(columns, rows).happen(new Event.BackendOpened(new BackendInfo(BackendInfo.Kind.STORE,
                "~/.local/share/jimg/store", "OCI image layout", "nothing else is configured", Map.of())));
        PullScenes scenes = new PullScenes(play);
        List<ImageSummary> images = List.of(PullSamples.image("nginx:1.26", false), PullSamples.image("nginx:1.27", true),
                PullSamples.image("redis:7-alpine", false));
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(), images));
        play.happen(new Event.ImagesMeasured(play.state().usage().request(),
                new DiskUsage(3, 202_000_000, 0, 0, 41_000_000_000L)));
        play.take();
        return scenes;
    }

    public AppState state() {
        return play.state();
    }

    public Play play() {
        return play;
    }

    public PullScenes press(String... keys) {
        play.press(keys);
        return this;
    }

    public PullScenes type(String text) {
        play.type(text);
        return this;
    }

    public PullScenes searching(String term) {
        play.press("2", "/").type(term).press("enter");
        return this;
    }

    public PullScenes found(String term, SearchResult result) {
        searching(term);
        play.happen(new Event.SearchDone(play.one(Effect.Search.class).request(), result));
        return this;
    }

    public PullScenes failed(Failure why) {
        play.happen(new Event.RequestFailed(state().lastId(), why));
        return this;
    }

    public PullScenes tags() {
        found("nginx", PullSamples.hub()).press("enter");
        Effect.ListTags list = play.one(Effect.ListTags.class);
        play.happen(new Event.TagsListed(list.request(), new TagList(list.repository(), TAGS, true)));
        return this;
    }

    /** Goes down, and lets the registry answer about each tag on the way. */
    public PullScenes visit(int tags) {
        for (int i = 0; i < tags; i++) {
            Effect.Describe asked = play.one(Effect.Describe.class);
            play.happen(new Event.Described(asked.request(), PullSamples.remote(asked.reference())));
            if (i < tags - 1) {
                play.press("j");
            }
        }
        return this;
    }

    public PullScenes previewing(String name) {
        play.press("4", "p").type(name).press("enter");
        return this;
    }

    public PullScenes planned(long free, boolean upToDate, List<Platform> platforms) {
        Effect.PlanPull asked = play.one(Effect.PlanPull.class);
        play.happen(new Event.PullPlanned(asked.request(),
                PullSamples.plan(asked.what(), free, upToDate, platforms)));
        return this;
    }

    public PullScenes planned() {
        return planned(41_000_000_000L, false, List.of(PullSamples.AMD64, PullSamples.ARM64, PullSamples.ARM7,
                PullSamples.S390X));
    }

    /** A pull that was just begun. */
    public long pull(String name) {
        previewing(name).planned().press("enter");
        return play.one(Effect.StartPull.class).transfer();
    }

    /** A pull under way for four seconds: a layer complete, one verified, one half, one waiting, three here. */
    public long running(String name) {
        long id = pull(name);
        report(id, new TransferEvent.Resolved(PullSamples.digest(name), List.of(
                PullSamples.layer(0, Phase.WAITING, 0, 29_100_000), PullSamples.layer(1, Phase.WAITING, 0, 30_200_000),
                PullSamples.layer(2, Phase.WAITING, 0, 8_100_000), PullSamples.layer(3, Phase.WAITING, 0, 912),
                PullSamples.layer(4, Phase.ALREADY_HERE, 0, 1_200_000),
                PullSamples.layer(5, Phase.ALREADY_HERE, 0, 600),
                PullSamples.layer(6, Phase.ALREADY_HERE, 0, 4_000_000))));
        for (int second = 1; second <= 4; second++) {
            play.at(state().now().plus(Duration.ofSeconds(1)));
            report(id, PullSamples.layer(0, Phase.DOWNLOADING, 7_200_000L * second, 29_100_000));
            report(id, PullSamples.layer(1, Phase.DOWNLOADING, 3_025_000L * second, 30_200_000));
        }
        report(id, PullSamples.layer(0, Phase.COMPLETE, 29_100_000, 29_100_000));
        report(id, PullSamples.layer(2, Phase.VERIFYING, 5_100_000, 8_100_000));
        return id;
    }

    /** All bytes are here, and those of one layer are still being checked. */
    public PullScenes verifying(String name) {
        long id = running(name);
        report(id, PullSamples.layer(1, Phase.COMPLETE, 30_200_000, 30_200_000));
        report(id, PullSamples.layer(3, Phase.COMPLETE, 912, 912));
        return this;
    }

    public void report(long id, TransferEvent event) {
        play.happen(new Event.TransferMoved(id, event));
    }

    public void report(long id, LayerProgress layer) {
        report(id, (TransferEvent) layer);
    }

    public void done(long id, String name, boolean fresh) {
        play.happen(new Event.TransferDone(id, new PullResult(Reference.parse(name).orLatest(),
                PullSamples.digest(name), new ImageId(PullSamples.digest("config")), fresh, 67_400_912)));
        play.take();
    }

    /** One of each kind, the latest first. */
    public PullScenes mixed() {
        long first = running("redis:7.4-alpine");
        done(first, "redis:7.4-alpine", true);
        done(pull("nginx:1.27"), "nginx:1.27", false);
        play.happen(new Event.TransferFailed(pull("ghcr.io/a/b:1"), PullSamples.NO_LOGIN));
        long cancelled = running("postgres:17");
        play.press("4", "g");
        select(cancelled).press("d").happen(new Event.TransferCancelled(cancelled));
        select(running("python:3.13")).press("d");
        running("registry.example:5000/team/backend/api-service:2.3.1");
        pull("debian:trixie");
        play.happen(new Event.KeyPressed("g"));
        play.take();
        return this;
    }

    private Play select(long id) {
        while (play.state().transfers().selected().orElseThrow().id() != id) {
            int before = play.state().transfers().cursor().index();
            play.press("j");
            if (play.state().transfers().cursor().index() == before) {
                play.press("g");
            }
        }
        return play;
    }
}
