package dev.jimg.tui.view;

import dev.jimg.tui.state.ActionsDialog;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.AskDialog;
import dev.jimg.tui.state.BulkDialog;
import dev.jimg.tui.state.BulkNamesDialog;
import dev.jimg.tui.state.ClearDialog;
import dev.jimg.tui.state.ColumnsDialog;
import dev.jimg.tui.state.ConfirmQuitDialog;
import dev.jimg.tui.state.CopyDialog;
import dev.jimg.tui.state.Dialog;
import dev.jimg.tui.state.DiffDialog;
import dev.jimg.tui.state.FileDialog;
import dev.jimg.tui.state.FormDialog;
import dev.jimg.tui.state.HelpDialog;
import dev.jimg.tui.state.KeepDialog;
import dev.jimg.tui.state.LogDialog;
import dev.jimg.tui.state.OutputDialog;
import dev.jimg.tui.state.OwnCommandsDialog;
import dev.jimg.tui.state.PaletteDialog;
import dev.jimg.tui.state.PlacesDialog;
import dev.jimg.tui.state.PruneDialog;
import dev.jimg.tui.state.PullDialog;
import dev.jimg.tui.state.PullPreview;
import dev.jimg.tui.state.RemoteLayersDialog;
import dev.jimg.tui.state.RemoveDialog;
import dev.jimg.tui.state.TagDialog;
import dev.jimg.tui.state.UndoDialog;
import dev.jimg.tui.state.UpdatesDialog;
import dev.jimg.tui.state.UsageDialog;
import dev.jimg.tui.state.WasteDialog;
import dev.jimg.tui.term.Area;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which view draws which dialog. */
final class DialogViews {

    private static final Map<Class<? extends Dialog>, DialogView<?>> VIEWS = new HashMap<>();

    static {
        add(PullDialog.class, PullDialogView::draw);
        add(PullPreview.class, PullPreviewView::draw);
        add(HelpDialog.class, HelpView::draw);
        add(PaletteDialog.class, PaletteView::draw);
        add(ActionsDialog.class, ActionsView::draw);
        add(LogDialog.class, LogView::draw);
        add(ConfirmQuitDialog.class, ConfirmQuitView::draw);
        add(TagDialog.class, TagDialogView::draw);
        add(FormDialog.class, FormView::draw);
        add(FileDialog.class, FileView::draw);
        add(WasteDialog.class, WasteView::draw);
        add(RemoteLayersDialog.class, RemoteLayersView::draw);
        add(PruneDialog.class, PruneView::draw);
        add(BulkDialog.class, BulkView::draw);
        add(BulkNamesDialog.class, BulkNamesView::draw);
        add(KeepDialog.class, KeepView::draw);
        add(UndoDialog.class, UndoView::draw);
        add(UsageDialog.class, UsageView::draw);
        add(DiffDialog.class, DiffView::draw);
        add(UpdatesDialog.class, UpdatesView::draw);
        add(CopyDialog.class, CopyView::draw);
        add(PlacesDialog.class, PlacesView::draw);
        add(ClearDialog.class, ClearView::draw);
        add(ColumnsDialog.class, ColumnsView::draw);
        add(OwnCommandsDialog.class, OwnCommandsView::draw);
        add(OutputDialog.class, ProgramOutputView::draw);
        add(AskDialog.class, AskView::draw);
        add(RemoveDialog.class, RemoveDialogView::draw);
    }

    private DialogViews() {}

    @SuppressWarnings("unchecked")
    static <D extends Dialog> void draw(D dialog, AppState state, Area screen, Look look) {
        DialogView<D> view = (DialogView<D>) VIEWS.get(dialog.getClass());
        if (view == null) {
            throw new IllegalStateException("no view draws " + dialog.getClass().getSimpleName());
        }
        view.draw(dialog, state, screen, look);
    }

    /** The kinds of dialogs that there are. */
    static Set<Class<? extends Dialog>> drawn() {
        return Collections.unmodifiableSet(VIEWS.keySet());
    }

    private static <D extends Dialog> void add(Class<D> type, DialogView<D> view) {
        VIEWS.put(type, view);
    }
}
