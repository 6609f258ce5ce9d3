package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;

/** Builds an image of a directory with a Dockerfile. */
record BuildForm(String directory) implements Form {

    @Override
    public Text title() {
        return Text.of("form.build");
    }

    @Override
    public String verb() {
        return "form.do-build";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.directory", directory).completing(Field.Completes.DIRECTORY),
                Field.text("field.dockerfile", "").completing(Field.Completes.DOCKERFILE),
                Field.text("field.name", "").completing(Field.Completes.IMAGE));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        return values.get(0).isEmpty() ? Optional.of(Text.of("form.no-directory")) : Form.badOptionalName(values.get(2));
    }

    @Override
    public List<PathWish> paths(List<String> values) {
        return PathWish.ofBuild(values.get(0), dockerfile(values));
    }

    private static Optional<String> dockerfile(List<String> values) {
        return Optional.of(values.get(1)).filter(text -> !text.isEmpty());
    }

    @Override
    public Update send(AppState state, List<String> values) {
        Job job = new Job.Build(values.get(0), dockerfile(values), Form.optionalName(values.get(2)).stream().toList());
        long id = state.nextId();
        return TransfersLogic.start(state, job).then(s -> OutputLogic.open(s, id));
    }
}
