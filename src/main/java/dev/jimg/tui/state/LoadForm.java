package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;

/** Takes the images of an archive, or makes one of a root file system. */
record LoadForm() implements Form {

    private static final String IMAGES = "form.images";
    private static final String ROOT = "form.root-files";

    @Override
    public Text title() {
        return Text.of("form.load");
    }

    @Override
    public String verb() {
        return "action.load";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.file", "").completing(Field.Completes.FILE), Field.choice("field.contents", IMAGES, ROOT),
                Field.text("field.name", "").completing(Field.Completes.IMAGE));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        if (values.get(0).isEmpty()) {
            return Optional.of(Text.of("form.no-file"));
        }
        boolean root = values.get(1).equals(ROOT);
        return !root && !values.get(2).isEmpty() ? Optional.of(Text.of("form.named-inside"))
                : Form.badOptionalName(values.get(2));
    }

    @Override
    public List<PathWish> paths(List<String> values) {
        boolean web = values.get(1).equals(ROOT) && new Job.Import(values.get(0), Optional.empty()).fromUrl();
        return web ? List.of() : List.of(new PathWish(0, values.get(0), PathWish.Need.SOURCE));
    }

    @Override
    public Update send(AppState state, List<String> values) {
        Job job = values.get(1).equals(ROOT) ? new Job.Import(values.get(0), Form.optionalName(values.get(2)))
                : new Job.Load(values.get(0));
        return TransfersLogic.start(state, job);
    }
}
