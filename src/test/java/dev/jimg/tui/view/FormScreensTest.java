package dev.jimg.tui.view;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.PathWish;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeContainers;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What forms, menus and the lines of jobs look like. */
class FormScreensTest {

    private static Play list(int columns, int rows) {
        return SomeImages.shown(columns, rows, SomeImages.list());
    }

    private static Play prune(int columns, int rows) {
        Play play = list(columns, rows).press("b");
        List<Effect.PlanPrune> plans = play.take().stream().filter(Effect.PlanPrune.class::isInstance)
                .map(Effect.PlanPrune.class::cast).toList();
        play.happen(new Event.PrunePlanned(plans.get(0).request(), new PrunePlan(plans.get(0).what(),
                SomeImages.list().subList(4, 5), 880_000_000, 0)));
        return play.happen(new Event.PrunePlanned(plans.get(1).request(), new PrunePlan(plans.get(1).what(),
                SomeImages.list().subList(1, 7), 2_300_000_000L, 12_000_000)));
    }

    /** A build at its second step, a push, and a save that is done. */
    private static Play jobs(int columns, int rows) {
        Play play = list(columns, rows).press("w", "enter");
        Effect.CheckSave check = play.one(Effect.CheckSave.class);
        play.happen(new Event.SaveChecked(check.request(), check.job(), false));
        play.happen(new Event.JobDone(play.one(Effect.StartJob.class).transfer(), Text.of("job.saved",
                new dev.jimg.tui.state.ByteCount(192_000_000))));
        long push = play.press("P", "enter").one(Effect.StartJob.class).transfer();
        play.happen(new Event.TransferMoved(push, new TransferEvent.Resolved(Optional.empty(), List.of(
                new LayerProgress("a480a496ba95", Phase.WAITING, 0, 29_100_000),
                new LayerProgress("f3ace1b8ce45", Phase.WAITING, 0, 30_200_000)))));
        play.happen(new Event.TransferMoved(push, new LayerProgress("a480a496ba95", Phase.ALREADY_THERE, 0, -1)));
        play.happen(new Event.TransferMoved(push, new LayerProgress("f3ace1b8ce45", Phase.UPLOADING, 12_100_000,
                30_200_000)));
        play.press(":").type("build").press("enter", "tab", "tab").type("team/app:2").press("enter");
        long build = play.one(Effect.StartJob.class).transfer();
        play.happen(new Event.TransferMoved(build, new TransferEvent.Resolved(Optional.empty(), List.of(
                new LayerProgress("step 1", Phase.ALREADY_HERE, 0, 0), new LayerProgress("step 2", Phase.DOWNLOADING,
                        0, -1), new LayerProgress("step 3", Phase.WAITING, 0, -1)))));
        return play.happen(new Event.StepBegan(build, 1, 3, "FROM alpine:3.20"))
                .happen(new Event.StepWrote(build, 1, " ---> 0123456789ab\n"))
                .happen(new Event.StepBegan(build, 2, 3, "RUN apk add curl"))
                .happen(new Event.StepWrote(build, 2,
                        "fetch https://dl-cdn.alpinelinux.org/alpine/v3.20/main/x86_64/APKINDEX.tar.gz\n"
                                + "(1/9) Installing ca-certificates (20240705-r0)\n"));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysWhichPathIsWrong(int columns, int rows) {
        Golden.expect("forms/wrong-path", wrongPath(columns, rows).state());
    }

    @Test
    void saysWhichPathIsWrongInChinese() {
        Golden.expect("forms/wrong-path-zh", wrongPath(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    private static Play wrongPath(int columns, int rows) {
        String path = "/srv/backup/images-2026-11-22.tar";
        return list(columns, rows).paths(Optional.of(new PathWish.Flaw(0, Text.of("path.missing", path))))
                .press("L").type(path).press("tab", "space", "tab").type("mine:1").press("enter");
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void asksWhatToRun(int columns, int rows) {
        Golden.expect("forms/run", list(columns, rows).press("r").type("sh -c 'date'").press("tab").state());
    }

    @Test
    void asksWhatToRunInChinese() {
        Golden.expect("forms/run-zh", list(80, 24).press("r").type("sh").press("tab").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysWhatIsWrong(int columns, int rows) {
        Golden.expect("forms/load-wrong", list(columns, rows).press("L", "enter").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void asksWhereToSave(int columns, int rows) {
        Golden.expect("forms/save", list(columns, rows).press("w").state());
    }

    @Test
    void asksWhereToPush() {
        Golden.expect("forms/push", list(80, 24).press("P").state());
    }

    @Test
    void asksWhatToBuild() {
        Golden.expect("forms/build", list(80, 24).press(":").type("build").press("enter").state());
    }

    @Test
    void asksWhatToCommit() {
        Golden.expect("forms/commit", SomeContainers.shown(list(80, 24), SomeContainers.list()).press("C").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void saysWhatAPruneFrees(int columns, int rows) {
        Golden.expect("forms/prune", prune(columns, rows).state());
    }

    @Test
    void saysWhatAPruneFreesInChinese() {
        Golden.expect("forms/prune-zh", prune(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysWhatTakesDisk(int columns, int rows) {
        Golden.expect("forms/df", diskUse(columns, rows, List.of()).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysWhatUnfinishedDownloadsTakeAndWhatFreesThem(int columns, int rows) {
        Golden.expect("forms/df-unfinished", diskUse(columns, rows, List.of(12_000_000L, 30_000_000L)).state());
    }

    @Test
    void saysWhatTakesDiskInChinese() {
        Golden.expect("forms/df-zh", diskUse(80, 24, List.of(12_000_000L)).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    private static Play diskUse(int columns, int rows, List<Long> unfinished) {
        Play play = list(columns, rows).press(":").type("df").press("enter");
        long request = play.one(Effect.ReadUsage.class).request();
        List<SystemUsage.Image> images = SomeImages.list().stream().map(image ->
                new SystemUsage.Image(image, image.size(), 0, image.containers())).toList();
        return play.happen(new Event.UsageRead(request, new SystemUsage(1_900_000_000L, images, SomeContainers.list(),
                List.of(new SystemUsage.Volume("data", "local", "local", "/v", Map.of(), 0, 51_000_000)), List.of(),
                unfinished, SystemUsage.Trash.EMPTY)));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void offersWhatCanBeCopied(int columns, int rows) {
        Golden.expect("forms/copy", list(columns, rows).press("y").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheOutputOfABuildBesideTheTransfers(int columns, int rows) {
        Golden.expect("forms/jobs", jobs(columns, rows).state());
    }

    @Test
    void showsTheLinesOfTheJobs() {
        Golden.expect("forms/jobs-lines", jobs(120, 40).press("4").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void asksWhereToCopy(int columns, int rows) {
        Golden.expect("forms/copy-to", list(columns, rows).press("Y").type("docker://registry.example.com/").state());
    }

    @Test
    void asksWhereToCopyInChinese() {
        Golden.expect("forms/copy-to-zh", list(80, 24).press("Y", "enter").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void offersWhatAPathMayBecome(int columns, int rows) {
        Play play = list(columns, rows).press("L").type("/srv/im");
        List<Effect.ListDirectory> asked = play.take().stream().filter(Effect.ListDirectory.class::isInstance)
                .map(Effect.ListDirectory.class::cast).toList();
        play.happen(new Event.DirectoryListed(asked.get(asked.size() - 1).request(),
                List.of("images/", "images-2025.tar", "images-2026.tar.gz", "other.tar")));
        Golden.expect("forms/offers", play.press("tab", "tab", "tab").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void opensAStepOfABuild(int columns, int rows) {
        Golden.expect("forms/step-open", jobs(columns, rows).press("3", "g", "enter").state());
    }

    @Test
    void showsTheStepsInChinese() {
        Golden.expect("forms/jobs-zh", jobs(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }
}
