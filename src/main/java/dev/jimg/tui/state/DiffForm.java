package dev.jimg.tui.state;

import dev.jimg.oci.MalformedException;
import dev.jimg.service.diff.DiffSide;
import java.util.List;
import java.util.Optional;

/** Asks what an image is to be compared with; suggested is what its registry has under its name by now. */
record DiffForm(ImageRow image) implements Form {

    /** Compares the marked image with the selected one, or two marked ones, the older one at the left; else it asks. */
    static Update open(AppState state) {
        ImagesPane pane = state.images();
        Optional<ImageRow> selected = pane.selected();
        if (selected.isEmpty()) {
            return Update.of(state);
        }
        List<ImageRow> marked = pane.marks().isEmpty() ? List.of() : pane.chosen();
        if (marked.size() > 2) {
            return Update.of(state.say(Notice.Severity.INFO, Text.of("diff.too-many")));
        }
        if (marked.size() == 2) {
            boolean turned = marked.get(1).image().created().isBefore(marked.get(0).image().created());
            return compare(state, marked.get(turned ? 1 : 0), marked.get(turned ? 0 : 1));
        }
        boolean other = !marked.isEmpty() && !marked.get(0).key().equals(selected.get().key());
        return other ? compare(state, marked.get(0), selected.get()) : FormDialog.open(state, new DiffForm(selected.get()));
    }

    private static Update compare(AppState state, ImageRow left, ImageRow right) {
        return DiffDialog.open(state, new DiffSide.Local(left.target()), new DiffSide.Local(right.target()), DiffTab.CONFIG);
    }

    @Override
    public Text title() {
        return Text.of("form.diff", image.name());
    }

    @Override
    public String verb() {
        return "diff.compare";
    }

    @Override
    public List<Field> fields() {
        String suggested = image.tag().map(name -> DiffSide.REGISTRY + name.familiar()).orElse("");
        return List.of(Field.text("field.with", suggested).completing(Field.Completes.IMAGE));
    }

    @Override
    public Optional<Text> note() {
        return Optional.of(Text.of("form.diff-note", DiffSide.REGISTRY + "NAME"));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        if (values.get(0).isEmpty()) {
            return Optional.of(Text.of("form.no-other"));
        }
        try {
            DiffSide.parse(values.get(0), Optional.empty());
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(Said.text(e.getMessage()));
        }
    }

    @Override
    public Update send(AppState state, List<String> values) {
        return DiffDialog.open(state, new DiffSide.Local(image.target()), DiffSide.parse(values.get(0), Optional.empty()),
                DiffTab.CONFIG);
    }
}
