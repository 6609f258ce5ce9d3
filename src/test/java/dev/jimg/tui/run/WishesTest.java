package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.Run;
import dev.jimg.tui.state.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishesTest {

    @TempDir
    private Path directory;

    @Test
    void pathsMeanTheSameInAnotherDirectory() {
        assertEquals(new BackgroundWish.Load(Path.of("all.tar").toAbsolutePath()), Wishes.of(new Job.Load("all.tar")));
        Path home = Path.of(System.getProperty("user.home"));
        BackgroundWish.Build build = (BackgroundWish.Build) Wishes.of(
                new Job.Build("~/app", Optional.of("docker/Dockerfile"), List.of()));
        assertEquals(home.resolve("app"), build.directory());
        assertEquals(Optional.of("docker/Dockerfile"), build.dockerfile(), "that one lies in the directory");
        assertEquals("https://example.com/root.tar", ((BackgroundWish.Import) Wishes.of(
                new Job.Import("https://example.com/root.tar", Optional.empty()))).source());
    }

    @Test
    void whatIsAPipeStaysWithTheScreen() throws IOException {
        Path pipe = directory.resolve("pipe");
        Run.command("mkfifo", pipe.toString());
        Path file = Files.writeString(directory.resolve("file"), "");
        assertTrue(bound(new Job.Load(pipe.toString())));
        assertTrue(bound(new Job.Import(pipe.toString(), Optional.empty())));
        assertTrue(bound(new Job.Save(SaveRequest.of(List.of("a:1")), pipe.toString())));
        assertTrue(bound(new Job.Load("/dev/stdin")));
        assertFalse(bound(new Job.Load(file.toString())));
        assertFalse(bound(new Job.Save(SaveRequest.of(List.of("a:1")), directory.resolve("new").toString())));
        assertFalse(bound(new Job.Load(directory.resolve("none").toString())), "it fails, here or there");
    }

    @ParameterizedTest
    @CsvSource({"https://example.com/root.tar,false", "https://ada:secret@example.com/root.tar,true",
            "https://example.com/root.tar?signature=secret,true", "http://[broken,true"})
    void whatMayBeASecretIsNotWrittenDown(String url, boolean bound) {
        assertEquals(bound, bound(new Job.Import(url, Optional.empty())));
    }

    @Test
    void whatWasLeftToTheCommandLineIsSpelledOutForAnotherProcess() {
        BackendChoice host = new BackendChoice(Optional.empty(), Optional.of("tcp://h:1"), Optional.empty());
        BackendChoice context = new BackendChoice(Optional.empty(), Optional.empty(), Optional.of("far"));
        BackendChoice store = new BackendChoice(Optional.of(directory), Optional.empty(), Optional.empty());
        assertEquals(new CopyPlace(CopyPlace.Kind.ENGINE, "tcp://h:1", "a:1"), source(host, "a:1"));
        assertEquals(new CopyPlace(CopyPlace.Kind.ENGINE, "tcp://h:1", "a:1"), source(host, "engine://a:1"));
        assertEquals(new CopyPlace(CopyPlace.Kind.CONTEXT, "far", "a:1"), source(context, "a:1"));
        assertEquals(new CopyPlace(CopyPlace.Kind.ENGINE, "", "a:1"), source(BackendChoice.AUTOMATIC, "a:1"));
        for (String said : List.of("engine+tcp://g:2/a:1", "context://near/a:1", "store://a:1", "docker://a:1")) {
            assertEquals(CopyPlace.parse(said), source(host, said));
        }
        assertEquals(CopyPlace.parse("a:1"), source(store, "a:1"), "the worker works there too");
    }

    private static CopyPlace source(BackendChoice choice, String image) {
        BackgroundWish wish = Wishes.apart(Wishes.of(new Job.Copy(new CopyRequest(CopyPlace.parse(image),
                CopyPlace.parse("store://"), Optional.empty(), false), image, "store://")), choice);
        return ((BackgroundWish.Copy) wish).what().source();
    }

    private static boolean bound(Job job) {
        return Wishes.bound(Wishes.of(job));
    }
}
