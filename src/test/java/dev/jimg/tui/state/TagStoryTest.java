package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tag dialog takes and refuses. */
class TagStoryTest {

    private final Play play = SomeImages.shown(80, 24, SomeImages.list());

    private TagDialog dialog() {
        return (TagDialog) play.state().dialog().orElseThrow();
    }

    private void typeName(String name) {
        play.press("t", "ctrl+u").type(name);
    }

    @Test
    void beginsWithTheNameThatTheImageHas() {
        play.press("t");
        assertEquals("nginx:1.27", dialog().line().text());
        assertEquals("tag.own-name", dialog().problem().orElseThrow().key());
        play.press("enter");
        assertEquals(1, play.state().dialogs().size());
        assertEquals(List.of(), play.take());
    }

    @Test
    void tagsWithTheCompleteName() {
        typeName("team/web");
        play.press("enter");
        assertEquals(new Effect.TagImage("nginx:1.27", Reference.parse("team/web:latest")),
                play.one(Effect.TagImage.class));
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void refusesWhatIsNoNameInTheWordsOfTheParser() {
        typeName("Web");
        assertTrue(dialog().problem().orElseThrow().arguments().get(0).toString().contains("must be lowercase"));
        play.press("enter");
        assertEquals(List.of(), play.take());
    }

    @Test
    void tabGoesRoundTheRepositoriesThatBeginSo() {
        play.press("t", "ctrl+u").type("p").press("tab");
        assertEquals("python", dialog().line().text());
        play.type(":4").press("enter");
        assertEquals(Reference.parse("python:4"), play.one(Effect.TagImage.class).target());
    }

    @Test
    void tabInPlaceOfTheSuggestionOffersAllRepositoriesAndLeadsBack() {
        play.press("t", "tab");
        String first = dialog().line().text();
        assertFalse(first.contains(":1.27"), first);
        assertEquals("", play.press("shift+tab").state().dialog().map(open -> ((TagDialog) open).line().text())
                .orElseThrow());
    }

    @Test
    void refusesADigest() {
        typeName("web@sha256:" + "0".repeat(64));
        assertEquals("tag.no-digest", dialog().problem().orElseThrow().key());
    }

    @Test
    void saysWhichImageLosesTheName() {
        typeName("redis:7-alpine");
        assertEquals("redis:7-alpine", dialog().taken().orElseThrow().name());
        assertTrue(dialog().leavesDangling());
        play.press("backspace");
        assertTrue(dialog().taken().isEmpty());
    }

    @Test
    void anImageWithOtherNamesIsNotLeftDangling() {
        typeName("python:3.12");
        assertTrue(dialog().taken().isPresent());
        assertFalse(dialog().leavesDangling());
    }

    @Test
    void namesADanglingImage() {
        play.press("/").type("none").press("enter", "t");
        assertEquals("", dialog().line().text());
        play.type("found:1").press("enter");
        assertTrue(play.one(Effect.TagImage.class).image().startsWith("sha256:"));
    }

    @Test
    void takesPastedText() {
        play.press("t", "ctrl+u").happen(new Event.TextPasted(" pasted/name:2\n"));
        assertEquals(Reference.parse("pasted/name:2"), dialog().target().orElseThrow());
    }

    @Test
    void escapeChangesNothing() {
        typeName("web");
        play.press("esc");
        assertEquals(List.of(), play.state().dialogs());
        assertEquals(List.of(), play.take());
    }
}
