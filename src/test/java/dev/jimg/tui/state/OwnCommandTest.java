package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Own commands, from the menu and from the palette. */
class OwnCommandTest {

    private static final OwnCommand ECHO =
            new OwnCommand("e", "echo", List.of("echo", "{ref} is", "{repo}/{tag}"), false, OwnCommand.Output.DIALOG);
    private static final OwnCommand SHELL =
            new OwnCommand("s", "scan it", List.of("scan {ref} | less"), true, OwnCommand.Output.TERMINAL);

    private final Play play = Play.from(SomeImages.shown(80, 24, SomeImages.list()).state()
            .withPreferences(new Preferences(KeyMap.all(), ImageColumn.USUAL, ImageOrder.NEWEST_FIRST, false,
                    List.of(ECHO, SHELL), Preferences.Quitting.WHILE_BUSY, 0)));

    @Test
    void itsWordsAreArgumentsAndPlaceholdersStayInThem() {
        Program program = play.press("c", "e").one(Effect.RunAside.class).program();
        assertEquals(List.of("echo", "nginx:1.27 is", "nginx/1.27"), program.words());
        assertEquals("nginx:1.27", program.variables().get("JIMG_REF"));
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void aShellSeesVariablesAndNoNames() {
        Program program = play.press("c", "j", "enter").one(Effect.RunOnTerminal.class).program();
        assertEquals(List.of("/bin/sh", "-c", "scan \"$JIMG_REF\" | less"), program.words());
        assertEquals("nginx:1.27", program.variables().get("JIMG_REF"));
    }

    @Test
    void thePaletteKnowsThemByName() {
        play.press(":").type("sca").press("tab", "enter");
        assertEquals("scan it", play.one(Effect.RunOnTerminal.class).program().name());
    }

    @Test
    void whatOneWroteIsShown() {
        play.happen(new Event.ProgramEnded("echo", 0, "a\nb\n", OwnCommand.Output.DIALOG));
        OutputDialog dialog = (OutputDialog) play.state().dialog().orElseThrow();
        assertEquals(List.of("a", "b"), dialog.text().lines());
        play.press("esc");
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void aFailureIsToldWithWhatItWrote() {
        play.happen(new Event.ProgramEnded("echo", 3, "no such thing\n", OwnCommand.Output.NONE));
        assertTrue(play.state().notice().orElseThrow().failure().orElseThrow().whole()
                .contains("it ended with status 3\nno such thing"));
    }

    @Test
    void withoutAnyTheMenuSaysWhereTheyComeFrom() {
        Play plain = SomeImages.shown(80, 24, SomeImages.list()).press("c");
        assertEquals("disabled.no-own-commands", plain.state().notice().orElseThrow().text().key());
    }
}
