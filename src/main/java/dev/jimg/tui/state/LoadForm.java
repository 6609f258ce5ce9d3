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
        return List.of(Field.text("field.file", ""), Field.choice("field.contents", IMAGES, ROOT),
                Field.text("field.name", ""));
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
    public Update send(AppState state, List<String> values) {
        Job job = values.get(1).equals(ROOT) ? new Job.Import(values.get(0), Form.optionalName(values.get(2)))
                : new Job.Load(values.get(0));
        return TransfersLogic.start(state, job);
    }
}
