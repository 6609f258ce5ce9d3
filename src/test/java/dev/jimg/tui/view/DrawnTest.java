package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.state.SomeImages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What costs an engine time is asked for only where it is seen. */
class DrawnTest {

    private static Optional<Event> news(Play play) {
        return Drawn.news(play.state(), Golden.ENGLISH);
    }

    @Test
    void tellsWhenThereIsRoomForTheBytesOfOneImageAndWhenThereIsNoMore() {
        Play play = SomeImages.shown(80, 24, SomeImages.list());
        assertEquals(Optional.empty(), news(play), "the names need all of it");
        play.resize(240, 60);
        assertEquals(Optional.of(new Event.ColumnsDrawn(true)), news(play));
        play.happen(new Event.ColumnsDrawn(true));
        assertEquals(Optional.empty(), news(play), "once");
        play.resize(80, 24);
        assertEquals(Optional.of(new Event.ColumnsDrawn(false)), news(play));
    }

    @Test
    void goesByTheColumnsThatWereChosen() {
        Play play = SomeImages.shown(240, 60, SomeImages.list());
        play.happen(new Event.ColumnsDrawn(true)).happen(new Event.SettingsRead(
                Preferences.DEFAULT.withColumns(List.of(ImageColumn.TAG)), true, Optional.empty()));
        assertEquals(Optional.of(new Event.ColumnsDrawn(false)), news(play));
    }

    @Test
    void aListThatIsNotOnTheScreenStaysAsItWasSeen() {
        Play play = SomeImages.shown(240, 60, SomeImages.list()).happen(new Event.ColumnsDrawn(true));
        play.press("2").resize(40, 10);
        assertEquals(Optional.empty(), news(play));
    }
}
