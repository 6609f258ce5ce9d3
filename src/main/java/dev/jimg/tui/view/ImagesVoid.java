package dev.jimg.tui.view;

import dev.jimg.tui.state.Action;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.state.KeyMap;
import dev.jimg.tui.term.Area;

/** What the images pane says where it has no image to show: why, and what to do about it. */
final class ImagesVoid {

    private ImagesVoid() {}

    static void draw(AppState state, Area inner, Look look) {
        ImagesPane pane = state.images();
        Area area = inner.sub(2, inner.height() > 6 ? 1 : 0, inner.width() - 3, inner.height());
        if (!pane.rows().isEmpty()) {
            Paragraphs.write(look.say("images.no-match", pane.filter().text()), area, 0, look.theme().dim());
            return;
        }
        if (pane.images().failure().isPresent()) {
            Paragraphs.failed(pane.images().failure().get(), inner, look);
            return;
        }
        if (pane.images().value().isEmpty()) {
            boolean opening = state.backend().isEmpty();
            area.text(0, 0, look.say(opening ? "images.opening" : "images.loading"), look.theme().dim());
            return;
        }
        teach(state, area, look);
    }

    private static void teach(AppState state, Area area, Look look) {
        boolean roomy = area.height() > 8;
        int y = Paragraphs.write(look.say("images.none"), area, 0, look.theme().strong()) + (roomy ? 1 : 0);
        y = Paragraphs.key(KeyMap.key(state, Action.PULL), look.say("images.none-pull"), area, y, look);
        y = Paragraphs.key(KeyMap.key(state, Action.FOCUS_SEARCH), look.say("images.none-search"), area, y, look);
        y = Paragraphs.key(KeyMap.key(state, Action.HELP), look.say("images.none-help"), area, y, look) + (roomy ? 1 : 0);
        Paragraphs.write(look.say("images.none-engine"), area, y, look.theme().dim());
    }
}
