package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands typed after a colon. */
class PaletteStoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"q", "q!", "quit"})
    void quits(String command) {
        Play play = command(command);
        assertInstanceOf(Effect.Quit.class, play.take().get(0));
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void searchesATerm() {
        Play play = command("search web server");
        assertEquals("web server", play.one(Effect.Search.class).what().term());
        assertEquals(Pane.SEARCH, play.state().focus());
    }

    @Test
    void listsTheTagsOfARepository() {
        Play play = command("tags ghcr.io/a/b");
        assertEquals("ghcr.io/a/b", play.one(Effect.ListTags.class).repository().familiar());
        assertEquals(DetailTab.TAGS, play.state().detail().tab());
    }

    @Test
    void previewsAPull() {
        assertEquals("nginx:1.27", command("pull nginx:1.27").one(Effect.PlanPull.class).what().reference().familiar());
    }

    @Test
    void goesToAPane() {
        assertEquals(Pane.TRANSFERS, command("goto 4").state().focus());
    }

    @Test
    void sortsByAColumn() {
        assertEquals(ImageColumn.SIZE, command("sort size").state().images().order().column());
    }

    @Test
    void filtersTheImages() {
        assertEquals(List.of("redis:7-alpine"),
                command("filter redis").state().images().shown().stream().map(ImageRow::target).toList());
    }

    @Test
    void givesTheSelectedImageAName() {
        Play play = command("tag team/python:mine");
        assertEquals("team/python:mine", ((TagDialog) play.state().dialog().orElseThrow()).line().text());
        play.press("enter");
        assertEquals("team/python:mine", play.one(Effect.TagImage.class).target().familiar());
    }

    @Test
    void saysWhyNothingCanBeGivenAName() {
        Play play = Play.on(80, 24).press(":").type("tag a:b").press("enter");
        assertEquals("disabled.no-image", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void inspectsFromAnyPane() {
        Play play = SomeDetails.withHistory(80, 24).press("2", ":").type("inspect").press("enter");
        assertEquals(DetailTab.INSPECT, play.state().detail().tab());
        assertEquals(Pane.DETAIL, play.state().focus());
    }

    @Test
    void saysWhyACommandCannotBeGivenNow() {
        Play play = Play.on(80, 24).press(":").type("remove").press("enter");
        assertEquals("disabled.no-image", play.state().notice().orElseThrow().text().key());
    }

    @ParameterizedTest
    @CsvSource({"serach,palette.unknown-near", "xyzzy,palette.unknown", "search,palette.wants",
        "help me,palette.no-argument", "pull UPPER,palette.bad-name", "sort colour,palette.one-of"})
    void staysAndSaysWhatIsWrong(String typed, String problem) {
        Play play = command(typed);
        PaletteDialog palette = assertInstanceOf(PaletteDialog.class, play.state().dialog().orElseThrow());
        assertEquals(problem, palette.problem().orElseThrow().key());
        assertEquals(typed, palette.line().text());
    }

    @Test
    void tabGoesRoundTheCandidates() {
        Play play = SomeDetails.withHistory(80, 24).press(":").type("re").press("tab");
        List<String> all = palette(play).candidates().stream().map(Candidate::line).toList();
        assertEquals(all.get(0), palette(play).line().text());
        play.press("tab");
        assertEquals(all.get(1), palette(play).line().text());
        play.press("shift+tab", "shift+tab");
        assertEquals(all.get(all.size() - 1), palette(play).line().text());
    }

    @Test
    void aSingleCandidateIsTakenAndItsArgumentComesNext() {
        Play play = SomeDetails.withHistory(80, 24).press(":").type("pul").press("tab");
        assertEquals("pull ", palette(play).line().text());
        play.type("redis").press("tab");
        assertEquals("pull redis:7-alpine", palette(play).line().text());
    }

    @Test
    void tabCompletesTheContextsAndAddressesThatThereAre() {
        Play play = SomeDetails.withHistory(80, 24);
        play.take();
        play.press(":").type("context ");
        long request = play.one(Effect.ListPlaces.class).request();
        assertEquals(List.of(), palette(play).candidates());
        play.type("w");
        assertEquals(List.of(), play.take());
        play.happen(new Event.PlacesListed(request, SomePlaces.list()));
        assertEquals(List.of("context web-03"), palette(play).candidates().stream().map(Candidate::line).toList());
        assertEquals("context web-03", palette(play.press("tab")).line().text());
        play.press("ctrl+u").type("ctx ").press("tab");
        assertEquals(List.of("web-03", "建设", "unix:///var/run/docker.sock"),
                palette(play).candidates().stream().map(Candidate::shown).toList());
    }

    @Test
    void placesThatCannotBeListedAreNotOffered() {
        Play play = SomeDetails.withHistory(80, 24).press(":").type("context ");
        play.happen(new Event.RequestFailed(play.one(Effect.ListPlaces.class).request(),
                new Failure(Failure.Kind.INVALID, "read", "config.json", "no JSON", "")));
        assertEquals(List.of(), palette(play.type("x")).candidates());
    }

    @Test
    void remembersCommands() {
        Play play = command("sort size").press(":").type("goto 2").press("enter", ":", "up", "up");
        assertEquals("sort size", palette(play).line().text());
        assertEquals("goto 2", palette(play.press("down")).line().text());
        assertEquals("", palette(play.press("down")).line().text());
    }

    @Test
    void backspaceOnAnEmptyLineCloses() {
        assertTrue(Play.on(80, 24).press(":", "a", "backspace", "backspace").state().dialogs().isEmpty());
    }

    @Test
    void namesAndAliasesStandForOneCommandEach() {
        List<String> names = Commands.all().stream().map(Command::name).collect(Collectors.toList());
        Commands.all().forEach(command -> names.addAll(command.aliases()));
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void aForcedQuitAsksNothingEvenWhileATransferRuns() {
        Play play = SomeDetails.pulling(80, 24);
        play.take();
        play.press(":").type("q").press("enter");
        assertEquals(List.of(), play.take());
        play.press("esc", ":").type("q!").press("enter");
        assertEquals(List.of(new Effect.Quit()), play.take());
    }

    @Test
    void everyCommandWithoutAnArgumentCanBeGiven() {
        for (Command command : Commands.all()) {
            if (!command.needsArgument()) {
                Play play = SomeDetails.withHistory(80, 24).press(":").type(command.name()).press("enter");
                assertTrue(play.state().dialog().filter(PaletteDialog.class::isInstance).isEmpty()
                        || command.action() == Action.PALETTE, command::name);
            }
        }
    }

    private static Play command(String line) {
        Play play = SomeDetails.withHistory(80, 24);
        play.take();
        return play.press(":").type(line).press("enter");
    }

    private static PaletteDialog palette(Play play) {
        return (PaletteDialog) play.state().dialog().orElseThrow();
    }
}
