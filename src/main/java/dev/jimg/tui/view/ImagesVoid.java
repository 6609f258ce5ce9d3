package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.term.Area;

/** What the images pane says where it has no image to show: why, and what to do about it. */
final class ImagesVoid {

    private ImagesVoid() {}

    static void draw(AppState state, Area inner, Look look) {
        ImagesPane pane = state.images();
        Area area = inner.sub(2, inner.height() > 6 ? 1 : 0, inner.width() - 3, inner.height());
        if (!pane.rows().isEmpty()) {
            Prose.draw(area, 0, look.say("images.no-match", pane.filter().text()), look.theme().dim());
            return;
        }
        if (pane.images().failure().isPresent()) {
            failed(pane.images().failure().get(), state.backend().isPresent(), area, look);
            return;
        }
        if (pane.images().value().isEmpty()) {
            boolean opening = state.backend().isEmpty();
            area.text(0, 0, look.say(opening ? "images.opening" : "images.loading"), look.theme().dim());
            return;
        }
        teach(area, look);
    }

    /** @param again whether there is a service that can be asked again */
    private static void failed(Failure failure, boolean again, Area area, Look look) {
        int y = Prose.draw(area, 0, failure.getMessage(), look.theme().error());
        if (!failure.advice().isEmpty()) {
            y = Prose.draw(area, y, failure.advice(), look.theme().text());
        }
        if (again) {
            key(area, area.height() > y + 1 ? y + 1 : y, "R", "images.retry", look);
        }
    }

    private static void teach(Area area, Look look) {
        int y = Prose.draw(area, 0, look.say("images.none"), look.theme().strong());
        y += area.height() > 8 ? 1 : 0;
        y = key(area, y, "p", "images.none-pull", look);
        y = key(area, y, "2", "images.none-search", look);
        y += area.height() > 8 ? 1 : 0;
        Prose.draw(area, y, look.say("images.none-store"), look.theme().dim());
    }

    private static int key(Area area, int y, String key, String text, Look look) {
        area.text(0, y, key, look.theme().accent());
        return Prose.draw(area.sub(3, 0, area.width() - 3, area.height()), y, look.say(text), look.theme().text());
    }
}
