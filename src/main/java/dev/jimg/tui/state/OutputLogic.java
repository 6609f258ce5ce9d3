package dev.jimg.tui.state;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** What keys do to the output of a build. */
final class OutputLogic {

    private OutputLogic() {}

    /** The transfer whose output the pane shows; empty once it was cleared away. */
    private static Optional<Transfer> shown(AppState state) {
        return state.detail().output().isPresent()
                ? state.transfers().find(state.detail().output().getAsLong()) : Optional.empty();
    }

    /** Shows what a transfer writes, and goes there. */
    static Update open(AppState state, long transfer) {
        AppState shown = state.withDetail(state.detail().withOutput(transfer).withTab(DetailTab.OUTPUT));
        return AppLogic.focus(shown, Pane.DETAIL);
    }

    static Update perform(AppState state, Action action) {
        int height = height(state);
        return action != Action.FOLLOW ? Update.of(state)
                : change(state, text -> text.withFollow(!text.follow(), height));
    }

    static Update move(AppState state, Action action) {
        int height = height(state);
        return change(state, text -> text.move(action, height));
    }

    private static Update change(AppState state, UnaryOperator<Scrollback> change) {
        return shown(state).map(transfer -> Update.of(state.withTransfers(state.transfers().replace(transfer.id(),
                transfer.withOutput(change.apply(transfer.output())))))).orElse(Update.of(state));
    }

    /** Rows for the lines: one goes to the head. */
    private static int height(AppState state) {
        return Math.max(1, state.height(Pane.DETAIL) - 1);
    }
}
