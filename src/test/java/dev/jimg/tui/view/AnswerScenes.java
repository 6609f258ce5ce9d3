package dev.jimg.tui.view;

import static dev.jimg.tui.view.PaneScenes.images;
import static dev.jimg.tui.view.Scene.Kind.EMPTY;
import static dev.jimg.tui.view.Scene.Kind.FAILED;
import static dev.jimg.tui.view.Scene.Kind.FULL;
import static dev.jimg.tui.view.Scene.Kind.LOADING;
import static dev.jimg.tui.view.Scene.Kind.WIDE;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.TagList;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.ImageOutline;
import dev.jimg.service.files.ImageContents;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.FileText;
import dev.jimg.tui.state.FilesModel;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.state.SomeContainers;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.state.SomeDiffs;
import dev.jimg.tui.state.SomeFiles;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomeKeeping;
import dev.jimg.tui.state.SomePlaces;
import dev.jimg.tui.state.SomeUndo;
import dev.jimg.tui.state.SomeUpdates;
import dev.jimg.service.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dialogs that ask for something and wait for it, in each of their states. */
final class AnswerScenes {

    private AnswerScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene("PullDialog", FULL, (c, r) -> PullScenes.on(c, r).found("nginx", PullSamples.hub())
                        .press("4", "p").type("ngi").press("tab", "tab").play()),
                new Scene("PullDialog", EMPTY, (c, r) -> PullScenes.on(c, r).press("4", "p").play()),
                new Scene("PullDialog", LOADING, (c, r) -> PullScenes.on(c, r).previewing("team/api")
                        .failed(PullSamples.NO_TAG).play()),
                new Scene("PullDialog", FAILED, (c, r) -> PullScenes.on(c, r).previewing("ghcr.io/a/b:1")
                        .failed(PullSamples.NO_LOGIN).play()),
                new Scene("PullDialog", WIDE, (c, r) -> PullScenes.on(c, r).press("4", "p").type("镜像🐳").play()),
                new Scene("PullPreview", FULL, (c, r) -> PullScenes.on(c, r).previewing("nginx:1.28").planned().play()),
                new Scene("PullPreview", EMPTY, (c, r) -> PullScenes.on(c, r).previewing("nginx:1.26")
                        .planned(41_000_000_000L, true, List.of(PullSamples.AMD64)).play()),
                new Scene("PullPreview", LOADING, (c, r) -> PullScenes.on(c, r).previewing("nginx:1.28").play()),
                new Scene("FileDialog", FULL, (c, r) -> viewed(c, r, List.of("root:x:0:0:root:/root:/bin/bash", "",
                        "daemon:x:1:1"), 980)),
                new Scene("FileDialog", EMPTY, (c, r) -> viewed(c, r, "file.empty", List.of(), 0)),
                new Scene("FileDialog", LOADING, (c, r) -> SomeFiles.shown(c, r).press("j", "enter")),
                new Scene("FileDialog", FAILED, (c, r) -> Scene.fail(SomeFiles.shown(c, r).press("j", "enter"))),
                new Scene("FileDialog", WIDE, (c, r) -> viewed(c, r, List.of("用户:x:1000:1000:🐳:/home:/bin/sh",
                        "这是一行很长的说明文字，长到一个屏幕放不下，因此会被截断。".repeat(3)), 980)),
                new Scene("WasteDialog", FULL, (c, r) -> SomeFiles.shown(c, r).press("w", "j")),
                new Scene("WasteDialog", EMPTY, (c, r) -> files(c, r, new ImageContents(List.of(
                        SomeFiles.layer("etc/hosts 174"), SomeFiles.layer("a 1"), SomeFiles.layer("b 1")))).press("w")),
                new Scene("WasteDialog", WIDE, (c, r) -> files(c, r, new ImageContents(List.of(
                        SomeFiles.layer("srv/数据/模型-🐳.bin 48000000"), SomeFiles.layer("srv/数据/模型-🐳.bin 49000000"),
                        SomeFiles.layer("srv/数据/模型-🐳.bin 50000000")))).press("w")),
                new Scene("RemoteLayersDialog", FULL, (c, r) -> remote(c, r, true)),
                new Scene("RemoteLayersDialog", LOADING, (c, r) -> remote(c, r, false)),
                new Scene("RemoteLayersDialog", FAILED, (c, r) -> Scene.fail(remote(c, r, false))),
                new Scene("PruneDialog", FULL, (c, r) -> pruned(images(c, r).press("b"), 6)),
                new Scene("PruneDialog", EMPTY, (c, r) -> pruned(images(c, r).press("b"), 0)),
                new Scene("PruneDialog", LOADING, (c, r) -> images(c, r).press("b")),
                new Scene("PruneDialog", FAILED, AnswerScenes::unpruned),
                new Scene("KeepDialog", FULL, SomeKeeping::opened),
                new Scene("KeepDialog", EMPTY, (c, r) ->
                        SomeKeeping.answered(SomeKeeping.opened(c, r).press("ctrl+u").type("nothing/here"))),
                new Scene("KeepDialog", LOADING, (c, r) -> images(c, r).press(":").type("keep").press("enter")),
                new Scene("KeepDialog", FAILED, (c, r) ->
                        Scene.fail(images(c, r).press(":").type("keep").press("enter"))),
                new Scene("KeepDialog", WIDE, (c, r) ->
                        SomeKeeping.answered(SomeKeeping.opened(c, r).press("ctrl+u").type("镜像*"))),
                new Scene("UndoDialog", FULL, (c, r) -> undo(c, r, true).press("down")),
                new Scene("UndoDialog", EMPTY, (c, r) -> undo(c, r, false)),
                new Scene("UndoDialog", LOADING, (c, r) -> images(c, r).press("Z")),
                new Scene("UndoDialog", FAILED, (c, r) -> Scene.fail(images(c, r).press("Z"))),
                new Scene("UsageDialog", FULL, (c, r) -> usage(c, r, SomeContainers.list().size())),
                new Scene("UsageDialog", EMPTY, (c, r) -> usage(c, r, 0)),
                new Scene("UsageDialog", LOADING, (c, r) -> images(c, r).press(":").type("df").press("enter")),
                new Scene("UsageDialog", FAILED, (c, r) ->
                        Scene.fail(images(c, r).press(":").type("df").press("enter"))),
                new Scene("DiffDialog", FULL, (c, r) -> SomeDiffs.compared(c, r).press("2", "j")),
                new Scene("DiffDialog", EMPTY, AnswerScenes::same),
                new Scene("DiffDialog", LOADING, SomeDiffs::asked),
                new Scene("DiffDialog", FAILED, (c, r) -> Scene.fail(SomeDiffs.asked(c, r))),
                new Scene("DiffDialog", WIDE, (c, r) -> SomeDiffs.withFiles(c, r).press("G")),
                new Scene("UpdatesDialog", FULL, (c, r) -> SomeUpdates.asked(c, r).press("U", "j", "space")),
                new Scene("UpdatesDialog", EMPTY, AnswerScenes::current),
                new Scene("UpdatesDialog", LOADING, (c, r) -> images(c, r).press("U")),
                new Scene("UpdatesDialog", FAILED, (c, r) -> SomeUpdates.asked(c, r).press("U", "G")),
                new Scene("PlacesDialog", FULL, SomePlaces::shown),
                new Scene("PlacesDialog", LOADING, (c, r) -> images(c, r).press("H")),
                new Scene("PlacesDialog", FAILED, (c, r) -> SomePlaces.shown(c, r).press("j")),
                new Scene("PlacesDialog", WIDE, (c, r) -> places(c, r, SomePlaces.list()).press("j", "j")));
    }

    private static Play viewed(int columns, int rows, List<String> lines, long size) {
        return viewed(columns, rows, FileText.TEXT, lines, size);
    }

    private static Play viewed(int columns, int rows, String type, List<String> lines, long size) {
        Play play = SomeFiles.shown(columns, rows).press("j", "enter");
        return play.happen(new Event.FileViewed(play.one(Effect.ViewFile.class).request(),
                new FileText(lines, type, size, size)));
    }

    private static Play files(int columns, int rows, ImageContents contents) {
        Play play = SomeDetails.withHistory(columns, rows).press("3", "enter");
        Effect.ReadFiles asked = play.one(Effect.ReadFiles.class);
        return play.happen(new Event.FilesRead(asked.request(),
                Optional.of(FilesModel.of(contents, SomeDetails.steps(3), asked.step()))));
    }

    private static Play remote(int columns, int rows, boolean answered) {
        Play play = SomeDetails.withHistory(columns, rows).press(":").type("tags redis").press("enter");
        Effect.ListTags tags = play.one(Effect.ListTags.class);
        play.happen(new Event.TagsListed(tags.request(), new TagList(tags.repository(), List.of("7-alpine"), true)));
        play.press("f");
        return !answered ? play : play.happen(new Event.RemoteLayersListed(
                play.one(Effect.ListRemoteLayers.class).request(), SomeFiles.remote())).press("j");
    }

    private static Play pruned(Play play, int unused) {
        for (Effect effect : play.take()) {
            if (effect instanceof Effect.PlanPrune plan) {
                play.happen(new Event.PrunePlanned(plan.request(), new PrunePlan(plan.what(),
                        SomeImages.list().subList(0, plan.what().all() ? unused : unused / 6), unused * 100_000_000L,
                        0)));
            } else if (effect instanceof Effect.ReadUsage read) {
                play.happen(new Event.UsageRead(read.request(), new SystemUsage(0, List.of(), List.of(), List.of(),
                        List.of())));
            }
        }
        return play;
    }

    private static Play unpruned(int columns, int rows) {
        Play play = images(columns, rows).press("b");
        for (Effect effect : play.take()) {
            if (effect instanceof Effect.PlanPrune plan) {
                play.happen(new Event.RequestFailed(plan.request(), Scene.GONE));
            }
        }
        return play;
    }

    private static Play undo(int columns, int rows, boolean any) {
        Play play = images(columns, rows).press("Z");
        return play.happen(new Event.UndoListed(play.one(Effect.ListUndo.class).request(),
                any ? SomeUndo.changes() : List.of()));
    }

    private static Play usage(int columns, int rows, int containers) {
        Play play = images(columns, rows).press(":").type("df").press("enter");
        List<SystemUsage.Image> used = containers == 0 ? List.of() : SomeImages.list().stream().map(image ->
                new SystemUsage.Image(image, image.size(), 0, image.containers())).toList();
        return play.happen(new Event.UsageRead(play.one(Effect.ReadUsage.class).request(), new SystemUsage(
                containers == 0 ? 0 : 1_900_000_000L, used, SomeContainers.list().subList(0, containers),
                containers == 0 ? List.of() : List.of(new SystemUsage.Volume("data", "local", "local", "/v", Map.of(), 0,
                        51_000_000)), List.of(), containers == 0 ? List.of() : List.of(12_000_000L),
                SystemUsage.Trash.EMPTY)));
    }

    private static Play same(int columns, int rows) {
        Play play = SomeDiffs.asked(columns, rows);
        Effect.CompareImages asked = play.one(Effect.CompareImages.class);
        ImageOutline left = SomeDiffs.diff(asked.left(), asked.right()).left();
        return play.happen(new Event.ImagesCompared(asked.request(), ImageDiff.of(left, new ImageOutline(asked.right(),
                left.id(), left.config(), left.layers(), Optional.empty())), Optional.empty()));
    }

    private static Play current(int columns, int rows) {
        return images(columns, rows).happen(new Event.UpdatesKnown(0, SomeUpdates.list().subList(2, 3), false))
                .press("U");
    }

    private static Play places(int columns, int rows, List<Place> known) {
        Play play = images(columns, rows).press("H");
        return play.happen(new Event.PlacesListed(play.one(Effect.ListPlaces.class).request(), known));
    }
}
