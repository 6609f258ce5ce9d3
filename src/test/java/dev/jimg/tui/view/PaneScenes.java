package dev.jimg.tui.view;

import static dev.jimg.tui.view.Scene.Kind.EMPTY;
import static dev.jimg.tui.view.Scene.Kind.FAILED;
import static dev.jimg.tui.view.Scene.Kind.FULL;
import static dev.jimg.tui.view.Scene.Kind.LOADING;
import static dev.jimg.tui.view.Scene.Kind.WIDE;

import dev.jimg.service.TagList;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.files.ImageContents;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.FilesModel;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.state.SomeContainers;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.state.SomeFiles;
import dev.jimg.tui.state.SomeImages;
import java.util.List;
import java.util.Optional;

/** The panes, and the tabs of the detail, in each of their states. */
final class PaneScenes {

    private PaneScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene("pane-images", FULL, (c, r) -> images(c, r).press("space", "space", "down")),
                new Scene("pane-images", EMPTY, (c, r) -> SomeImages.shown(c, r, List.of())),
                new Scene("pane-images", LOADING, Play::on),
                new Scene("pane-images", FAILED, (c, r) -> Play.on(c, r).happen(new Event.BackendFailed(Scene.GONE))),
                new Scene("pane-images", WIDE, (c, r) -> images(c, r).press("/").type("镜像🐳")),
                new Scene("pane-search", FULL, (c, r) -> PullScenes.on(c, r).found("nginx", PullSamples.hub()).play()),
                new Scene("pane-search", EMPTY, (c, r) -> PullScenes.on(c, r).press("2").play()),
                new Scene("pane-search", LOADING, (c, r) -> PullScenes.on(c, r).searching("nginx").play()),
                new Scene("pane-search", FAILED, (c, r) -> PullScenes.on(c, r).searching("nginx")
                        .failed(PullSamples.OFFLINE).play()),
                new Scene("pane-search", WIDE, (c, r) -> PullScenes.on(c, r).found("nginx", PullSamples.hub())
                        .press("/").type("网页服务器").play()),
                new Scene("pane-transfers", FULL, (c, r) -> PullScenes.on(c, r).mixed().play()),
                new Scene("pane-transfers", EMPTY, (c, r) -> PullScenes.on(c, r).press("4").play()),
                new Scene("pane-transfers", LOADING, PaneScenes::resolving),
                new Scene("pane-transfers", FAILED, (c, r) -> failedPull(c, r)),
                new Scene("pane-transfers", WIDE, PaneScenes::savedWide),
                new Scene("tab-output", FULL, (c, r) -> built(c, r, "fetch https://dl-cdn.example.com/APKINDEX\n")),
                new Scene("tab-output", EMPTY, PaneScenes::building),
                new Scene("tab-output", FAILED, PaneScenes::broken),
                new Scene("tab-output", WIDE, (c, r) -> built(c, r, "正在安装 🐳 依赖：已下载 12 个，共 40 个软件包，请稍候\n")),
                new Scene("tab-layers", FULL, (c, r) -> SomeDetails.withHistory(c, r).press("3", "j", "j")),
                new Scene("tab-layers", EMPTY, PaneScenes::noHistory),
                new Scene("tab-layers", LOADING, (c, r) -> SomeDetails.listed(c, r).press("3")),
                new Scene("tab-layers", FAILED, SomeDetails::withFailure),
                new Scene("tab-layers", WIDE, (c, r) -> SomeDetails.withHistory(c, r).press("3", "G", "k")),
                new Scene("tab-files", FULL, (c, r) -> SomeFiles.shown(c, r).press("j")),
                new Scene("tab-files", EMPTY, PaneScenes::noFiles),
                new Scene("tab-files", LOADING, SomeFiles::reading),
                new Scene("tab-files", FAILED, (c, r) ->
                        Scene.fail(SomeDetails.withHistory(c, r).press("3", "enter"))),
                new Scene("tab-files", WIDE, (c, r) -> SomeFiles.shown(c, r).press("/").type("说明书")),
                new Scene("tab-inspect", FULL, (c, r) -> SomeDetails.withJson(c, r).press("j", "j")),
                new Scene("tab-inspect", EMPTY, (c, r) -> SomeImages.shown(c, r, List.of()).press("3", "]", "]")),
                new Scene("tab-inspect", LOADING, (c, r) -> SomeDetails.listed(c, r).press("i")),
                new Scene("tab-inspect", FAILED, (c, r) -> Scene.fail(SomeDetails.listed(c, r).press("i"))),
                new Scene("tab-inspect", WIDE, (c, r) ->
                        SomeDetails.withJson(c, r).press("/").type("说明").press("enter")),
                new Scene("tab-used-by", FULL, (c, r) ->
                        SomeContainers.shown(images(c, r), SomeContainers.list()).press("j")),
                new Scene("tab-used-by", EMPTY, (c, r) -> SomeContainers.shown(images(c, r), List.of())),
                new Scene("tab-used-by", LOADING, (c, r) -> images(c, r).press("u")),
                new Scene("tab-used-by", FAILED, (c, r) -> Scene.fail(images(c, r).press("u"))),
                new Scene("tab-used-by", WIDE, PaneScenes::log),
                new Scene("tab-tags", FULL, (c, r) -> PullScenes.on(c, r).tags().visit(5).play()),
                new Scene("tab-tags", EMPTY, PaneScenes::noTags),
                new Scene("tab-tags", LOADING, (c, r) -> PullScenes.on(c, r).found("nginx", PullSamples.hub())
                        .press("enter").play()),
                new Scene("tab-tags", FAILED, (c, r) -> PullScenes.on(c, r).found("nginx", PullSamples.hub())
                        .press("enter").failed(PullSamples.NO_LOGIN).play()));
    }

    static Play images(int columns, int rows) {
        return SomeImages.shown(columns, rows, SomeImages.list());
    }

    private static Play resolving(int columns, int rows) {
        PullScenes scenes = PullScenes.on(columns, rows);
        scenes.pull("nginx:1.28");
        return scenes.press("4").play();
    }

    private static Play failedPull(int columns, int rows) {
        PullScenes scenes = PullScenes.on(columns, rows);
        scenes.play().happen(new Event.TransferFailed(scenes.pull("ghcr.io/a/b:1"), PullSamples.NO_LOGIN));
        return scenes.press("4").play();
    }

    private static Play savedWide(int columns, int rows) {
        Play play = images(columns, rows).press("w", "ctrl+u").type("/srv/备份/镜像-2026.tar").press("enter");
        Effect.CheckSave check = play.one(Effect.CheckSave.class);
        play.happen(new Event.SaveChecked(check.request(), check.job(), false));
        long save = play.one(Effect.StartJob.class).transfer();
        return play.happen(new Event.TransferMoved(save, new TransferEvent.Resolved(Optional.empty(), List.of(
                new LayerProgress("a480a496ba95", Phase.DOWNLOADING, 12_000_000, 29_100_000))))).press("4");
    }

    /** A build that has said nothing yet. */
    private static Play building(int columns, int rows) {
        return images(columns, rows).press(":").type("build").press("enter", "tab", "tab").type("team/app:2")
                .press("enter").press("3");
    }

    private static Play built(int columns, int rows, String output) {
        Play play = building(columns, rows);
        long build = play.one(Effect.StartJob.class).transfer();
        return play.happen(new Event.StepBegan(build, 1, 3, "FROM alpine:3.20"))
                .happen(new Event.StepWrote(build, 1, " ---> 0123456789ab\n"))
                .happen(new Event.StepBegan(build, 2, 3, "RUN apk add curl"))
                .happen(new Event.StepWrote(build, 2, output + "(1/9) Installing ca-certificates\n"));
    }

    private static Play broken(int columns, int rows) {
        Play play = building(columns, rows);
        long build = play.one(Effect.StartJob.class).transfer();
        play.happen(new Event.StepBegan(build, 1, 3, "FROM alpine:3.20"))
                .happen(new Event.StepBegan(build, 2, 3, "RUN make"))
                .happen(new Event.StepWrote(build, 2, "make: *** No targets specified.  Stop.\n"));
        return play.happen(new Event.TransferFailed(build, new dev.jimg.service.Failure(
                dev.jimg.service.Failure.Kind.INVALID, "build", "team/app:2",
                "The command '/bin/sh -c make' returned a non-zero code: 2", "")));
    }

    private static Play noHistory(int columns, int rows) {
        Play play = SomeDetails.listed(columns, rows).press("3");
        return play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), List.of()));
    }

    private static Play noFiles(int columns, int rows) {
        Play play = SomeDetails.withHistory(columns, rows).press("3", "enter");
        Effect.ReadFiles asked = play.one(Effect.ReadFiles.class);
        return play.happen(new Event.FilesRead(asked.request(), Optional.of(FilesModel.of(
                new ImageContents(List.of(SomeFiles.layer(), SomeFiles.layer(), SomeFiles.layer())),
                SomeDetails.steps(3), asked.step()))));
    }

    private static Play noTags(int columns, int rows) {
        Play play = PullScenes.on(columns, rows).found("nginx", PullSamples.hub()).press("enter").play();
        Effect.ListTags list = play.one(Effect.ListTags.class);
        return play.happen(new Event.TagsListed(list.request(), new TagList(list.repository(), List.of(), true)));
    }

    private static Play log(int columns, int rows) {
        Play play = SomeContainers.shown(images(columns, rows), SomeContainers.list()).press("enter");
        return play.happen(new Event.LogGrew(play.one(Effect.ReadLog.class).request(),
                "172.17.0.1 \"GET /图片/1.png HTTP/1.1\" 200 977\n\u001b[33m警告\u001b[0m 上游超时 🐳 upstream timed out\n"));
    }
}
