package dev.jimg.tui.state;

import dev.jimg.service.archive.SaveRequest;
import java.util.List;
import java.util.Optional;

/** Writes images to a file. */
record SaveForm(List<ImageRow> rows) implements Form {

    private static final String DOCKER = "form.docker-archive";
    private static final String OCI = "form.oci-archive";

    SaveForm {
        rows = List.copyOf(rows);
    }

    @Override
    public Text title() {
        return Text.count("form.save", rows.size(), rows.get(0).name());
    }

    @Override
    public String verb() {
        return "action.save";
    }

    @Override
    public List<Field> fields() {
        String name = rows.size() > 1 ? "images" : rows.get(0).name().replaceAll("[^A-Za-z0-9._-]+", "_");
        return List.of(Field.text("field.file", name + ".tar").completing(Field.Completes.FILE),
                Field.choice("field.format", DOCKER, OCI));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        return values.get(0).isEmpty() ? Optional.of(Text.of("form.no-file")) : Optional.empty();
    }

    @Override
    public List<PathWish> paths(List<String> values) {
        return List.of(new PathWish(0, values.get(0), PathWish.Need.TARGET));
    }

    @Override
    public Update send(AppState state, List<String> values) {
        SaveRequest.Format format = values.get(1).equals(OCI) ? SaveRequest.Format.OCI : SaveRequest.Format.DOCKER;
        SaveRequest what = new SaveRequest(rows.stream().map(ImageRow::target).toList(), format, Optional.empty());
        AppState unmarked = state.withImages(state.images().withMarks(Marks.NONE));
        long request = unmarked.nextId();
        return Update.of(unmarked.withLastId(request),
                new Effect.CheckSave(request, new Job.Save(what, values.get(0))));
    }
}
