package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.CopyPlace;
import dev.jimg.service.LoginRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.service.container.RunRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked in forms, and what becomes of the answers. */
class FormStoryTest {

    private final Play play = SomeImages.shown(80, 24, SomeImages.list());

    private FormDialog form() {
        return (FormDialog) play.state().dialog().orElseThrow();
    }

    /** The save that is wanted, once it is known that no file is in its way. */
    private Job saved() {
        Effect.CheckSave check = play.one(Effect.CheckSave.class);
        play.happen(new Event.SaveChecked(check.request(), check.job(), false));
        return started();
    }

    @Test
    void asksBeforeASaveReplacesAFile() {
        play.press("w", "enter");
        Effect.CheckSave check = play.one(Effect.CheckSave.class);
        play.happen(new Event.SaveChecked(check.request(), check.job(), true)).press("enter", "esc");
        assertEquals(List.of(), play.take());
        play.happen(new Event.SaveChecked(check.request(), check.job(), true)).press("y");
        assertEquals(check.job(), started());
        assertEquals(1, play.state().transfers().all().size());
    }

    private Job started() {
        assertEquals(List.of(), play.state().dialogs());
        return play.one(Effect.StartJob.class).job();
    }

    @Test
    void pushesUnderTheNameItHas() {
        play.press("P", "enter");
        Job.Push push = (Job.Push) started();
        assertEquals("nginx:1.27", push.what().reference().familiar());
        assertEquals(Optional.empty(), push.image());
    }

    @Test
    void pushesUnderAnotherNameThatItGivesFirst() {
        play.press("P").type("registry.example.com:5000/web:1").press("enter");
        Job.Push push = (Job.Push) started();
        assertEquals("registry.example.com:5000/web:1", push.what().reference().familiar());
        assertEquals(Optional.of("nginx:1.27"), push.image());
    }

    @Test
    void saysWhyANameIsNoneAndStaysOpen() {
        play.press("P").type("Not A Name").press("enter");
        assertTrue(form().problem().isPresent());
        play.press("esc");
        assertEquals(List.of(), play.take().stream().filter(Effect.StartJob.class::isInstance).toList());
    }

    @Test
    void savesTheMarkedOnesAsOneFile() {
        play.press("space", "space", "w").press("ctrl+u").type("/srv/all.tar").press("tab", "space", "enter");
        Job.Save save = (Job.Save) saved();
        assertEquals(List.of("nginx:1.27", "python:3.12"), save.what().images());
        assertEquals(SaveRequest.Format.OCI, save.what().format());
        assertEquals("/srv/all.tar", save.file());
        assertTrue(play.state().images().marks().isEmpty());
    }

    @Test
    void suggestsAFileNameWithoutSlashes() {
        play.press("/").type("backend").press("enter", "w", "enter");
        assertEquals("registry.example.com_5000_team_backend_api_2.3.1.tar", ((Job.Save) saved()).file());
    }

    @Test
    void loadsImagesOrImportsARootFileSystem() {
        play.press("L").type("all.tar").press("enter");
        assertEquals(new Job.Load("all.tar"), started());
        play.press("L").type("https://example.com/root.tar.gz").press("tab", "right", "tab").type("mine:1")
                .press("enter");
        assertEquals("mine:1", ((Job.Import) started()).target().orElseThrow().familiar());
    }

    @Test
    void doesNotNameWhatAnArchiveNames() {
        play.press("L").type("all.tar").press("tab", "tab").type("mine:1").press("enter");
        assertEquals(Text.of("form.named-inside"), form().problem().orElseThrow());
        play.press("up", "space");
        assertEquals(Optional.empty(), form().problem(), "the next key answers it");
    }

    @Test
    void buildsADirectoryAndShowsWhatTheBuildWrites() {
        play.press(":").type("build").press("enter", "tab", "tab").type("app:2").press("enter");
        Effect.StartJob start = play.one(Effect.StartJob.class);
        assertEquals("app:2", start.job().name());
        assertEquals(DetailTab.OUTPUT, play.state().detail().tab());
        play.happen(new Event.StepBegan(start.transfer(), 1, 2, "FROM scratch"));
        assertEquals(1, play.state().transfers().find(start.transfer()).orElseThrow().output().count());
        play.happen(new Event.JobDone(start.transfer(), Text.of("job.built", "0123456789ab")));
        assertEquals(Text.of("job.build-done", "app:2"), play.state().notice().orElseThrow().text());
        assertEquals(1, play.state().transfers().find(start.transfer()).orElseThrow().output().count(),
                "its output stays to be read");
    }

    @Test
    void aWrongPathKeepsTheFormAndAllThatWasTyped() {
        Text why = Text.of("path.missing", "/tmp/nothere.tar");
        play.paths(Optional.of(new PathWish.Flaw(0, why)));
        play.press("L").type("/tmp/nothere.tar").press("tab", "right", "tab").type("mine:1").press("enter");
        assertEquals(List.of(), play.take().stream().filter(Effect.StartJob.class::isInstance).toList());
        assertEquals(why, form().problem().orElseThrow());
        assertEquals(0, form().focus());
        assertEquals(List.of("/tmp/nothere.tar", "mine:1"),
                List.of(form().fields().get(0).line().text(), form().fields().get(2).line().text()));
        play.paths(Optional.empty()).press("backspace").type("r.gz").press("enter");
        assertEquals("/tmp/nothere.tar.gz", ((Job.Import) started()).source());
    }

    @Test
    void looksAtThePathsOfASaveAndOfABuild() {
        Text why = Text.of("path.no-parent", "/nowhere");
        play.paths(Optional.of(new PathWish.Flaw(0, why))).press("w", "enter");
        assertEquals(why, form().problem().orElseThrow());
        play.press("esc", ":").type("build").press("enter", "enter");
        assertEquals(why, form().problem().orElseThrow());
        assertEquals(List.of(), play.take().stream().filter(Effect.StartJob.class::isInstance).toList());
    }

    @Test
    void whatIsTypedWhileThePathsAreLookedAtIsNotSent() {
        play.press("L").type("all.tar");
        long asked = play.state().lastId() + 1;
        AppState open = play.state();
        Update pressed = Reducer.apply(open, new Event.KeyPressed("enter"));
        Update typed = Reducer.apply(pressed.state(), new Event.KeyPressed("x"));
        Update answered = Reducer.apply(typed.state(), new Event.PathsChecked(asked, Optional.empty()));
        assertEquals(List.of(), answered.effects());
        assertEquals(1, answered.state().dialogs().size());
        assertEquals(List.of(new Effect.CheckPaths(asked, List.of(new PathWish(0, "all.tar", PathWish.Need.SOURCE)))),
                pressed.effects());
    }

    @Test
    void runsWithTheTerminalOrInTheBackground() {
        play.press("r").type("sh -c 'echo \"a b\"'").press("enter");
        RunRequest here = play.one(Effect.RunInTerminal.class).what();
        assertEquals(List.of("sh", "-c", "echo \"a b\""), here.command());
        assertTrue(here.tty() && here.interactive() && here.remove());
        play.press("r", "tab", "space", "tab").type("web").press("tab").type("8080:80").press("enter");
        RunRequest behind = play.one(Effect.RunDetached.class).what();
        assertEquals(Optional.of("web"), behind.name());
        assertEquals(List.of("8080:80"), behind.ports());
        assertTrue(!behind.tty() && !behind.remove());
    }

    @Test
    void refusesAnOpenQuote() {
        play.press("r").type("echo 'a").press("enter");
        assertEquals(Text.of("form.open-quote"), form().problem().orElseThrow());
    }

    @Test
    void commitsAContainer() {
        SomeContainers.shown(play, SomeContainers.list()).press("C").type("mine:1").press("tab").type("try it")
                .press("enter");
        Effect.Commit commit = play.one(Effect.Commit.class);
        assertEquals("try it", commit.what().message());
        assertEquals("web-1", commit.name());
    }

    @Test
    void cancelsAndBeginsAJobAgain() {
        play.press("L").type("all.tar").press("enter");
        long first = play.one(Effect.StartJob.class).transfer();
        play.press("4", "d");
        assertEquals(first, play.one(Effect.CancelTransfer.class).transfer());
        play.happen(new Event.TransferCancelled(first)).press("r");
        assertEquals(new Job.Load("all.tar"), play.one(Effect.StartJob.class).job());
    }

    @Test
    void copiesTheSelectedImageToAnotherPlace() {
        play.press("Y").type("store://").press("enter");
        Job.Copy copy = (Job.Copy) started();
        assertEquals(new CopyPlace(CopyPlace.Kind.CURRENT, "", "nginx:1.27"), copy.what().source());
        assertEquals(new CopyPlace(CopyPlace.Kind.STORE, "", ""), copy.what().target());
        play.press(":").type("copy docker://registry.example.com/web").press("enter", "enter");
        assertEquals("registry.example.com/web:latest", ((Job.Copy) started()).what().target().image());
    }

    @Test
    void copiesFromAnywhere() {
        play.press("Y", "tab").type("context://web/app:1").press("tab").type("store://mine:1").press("enter");
        assertEquals(new CopyPlace(CopyPlace.Kind.CONTEXT, "web", "app:1"), ((Job.Copy) started()).what().source());
    }

    @Test
    void saysWhyAPlaceIsNone() {
        play.press("Y").press("enter");
        assertEquals(Text.of("form.no-target"), form().problem().orElseThrow());
        play.type("ftp://x").press("enter");
        assertEquals("form.no-place", form().problem().orElseThrow().key());
        play.press("ctrl+u").type("store://Not A Name").press("enter");
        assertInstanceOf(Said.class, form().problem().orElseThrow().arguments().get(0));
    }

    private String field(int index) {
        return form().fields().get(index).line().text();
    }

    private void directory(String... names) {
        List<Effect.ListDirectory> asked = play.take().stream().filter(Effect.ListDirectory.class::isInstance)
                .map(Effect.ListDirectory.class::cast).toList();
        play.happen(new Event.DirectoryListed(asked.get(asked.size() - 1).request(), List.of(names)));
    }

    @Test
    void completesPathsAsAShellDoes() {
        play.press("L").type("/srv/im");
        play.take();
        play.press("x", "backspace");
        assertEquals(List.of(), play.take(), "a directory is read once");
        play.press("ctrl+u").type("/srv/im");
        directory(".hidden", "image-a.tar", "image-b.tar", "other/");
        play.press("tab");
        assertEquals("/srv/image-", field(0), "as far as it is sure");
        play.press("tab");
        assertEquals("/srv/image-a.tar", field(0));
        play.press("tab", "tab");
        assertEquals("/srv/image-a.tar", field(0), "round and round");
        play.press("tab", "down");
        assertEquals("/srv/image-b.tar", field(0));
        assertEquals(1, form().focus());
    }

    @Test
    void goesIntoADirectoryAndOnWhereNothingIsToComplete() {
        play.press(":").type("build").press("enter").type("/s");
        directory("srv/", "sbin.txt");
        play.press("tab");
        assertEquals("/srv/", field(0), "only directories");
        directory();
        play.press("tab");
        assertEquals(1, form().focus());
        play.type("D");
        assertEquals("/srv//", play.one(Effect.ListDirectory.class).directory());
    }

    @Test
    void logsInToTheRegistryOfTheImageAndShowsNoPassword() {
        play.press(":").type("login").press("enter").type("ada").press("tab").type("pa ss").press("backspace").type("s ");
        assertEquals("docker.io", field(0));
        assertEquals("******", form().fields().get(2).shown().text());
        assertFalse(play.state().toString().contains("pa s"), "no password in what may be written down");
        LoginRequest asked = play.press("enter").one(Effect.LogIn.class).what();
        assertEquals(new LoginRequest("docker.io", "ada", "pa ss "), asked);
    }

    @Test
    void wantsAUserAndAPasswordForALogin() {
        play.press(":").type("login").press("enter", "enter");
        assertEquals(Text.of("form.no-user"), form().problem().orElseThrow());
        play.type("ada").press("enter");
        assertEquals(Text.of("form.no-password"), form().problem().orElseThrow());
    }

    @Test
    void completesRegistries() {
        play.press(":").type("login").press("enter", "shift+tab").press("ctrl+u");
        assertEquals(0, form().focus());
        play.type("reg").press("tab");
        assertEquals("registry.example.com:5000", field(0));
        play.press("esc", "P", "ctrl+u").type("reg").press("tab");
        assertEquals("registry.example.com:5000/", field(0), "as far as it is sure");
    }

    @Test
    void completesImagesAndPlaces() {
        play.press("Y").type("st").press("tab");
        assertEquals("store://", field(1));
        play.type("red").press("tab");
        assertEquals("store://redis:7-alpine", field(1));
    }
}
