package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;

/**
 * Keeps known what the removal of all that is marked would free. Asked for whenever the marks or the list change, of a
 * worker: no key waits for it, and of questions that come faster than answers only the last is asked.
 */
final class MarkedLogic {

    private MarkedLogic() {}

    /** Asks anew if what is marked is not what it was. */
    static Update follow(ImagesPane before, Update update) {
        AppState state = update.state();
        ImagesPane pane = state.images();
        if (same(before, pane)) {
            return update;
        }
        if (pane.marks().isEmpty()) {
            return pane.marks().weight().equals(Loadable.empty()) ? update : update.then(s -> Update.of(
                    s.withImages(pane.withMarks(pane.marks().withWeight(Loadable.empty())))));
        }
        List<String> targets = pane.chosen().stream().map(ImageRow::target).toList();
        long request = state.nextId();
        return update.then(s -> Update.of(s.withLastId(request).withImages(pane.withMarks(
                pane.marks().withWeight(pane.marks().weight().ask(request)))),
                new Effect.WeighMarks(request, targets)));
    }

    static Update on(AppState state, Event event) {
        ImagesPane pane = state.images();
        Marks marks = pane.marks();
        if (event instanceof Event.RemovalPlanned planned && marks.weight().awaits(planned.request())) {
            return Update.of(state.withImages(pane.withMarks(marks.withWeight(
                    marks.weight().answer(planned.request(), planned.plan())))));
        }
        // That it is not known is no news: who removes is told why.
        if (event instanceof Event.RequestFailed failed && marks.weight().awaits(failed.request())) {
            return Update.of(state.withImages(pane.withMarks(marks.withWeight(
                    new Loadable<>(Optional.empty(), 0, Optional.of(failed.failure()))))));
        }
        return Update.of(state);
    }

    /** By what they are and not by what they hold: this is looked at after every key. */
    private static boolean same(ImagesPane before, ImagesPane after) {
        Marks marks = after.marks();
        boolean range = marks.anchor().isPresent();
        return before.marks().keys() == marks.keys() && before.marks().anchor().equals(marks.anchor())
                && (marks.isEmpty() || before.rows() == after.rows())
                && (!range || before.cursor().index() == after.cursor().index());
    }
}
