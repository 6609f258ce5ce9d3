package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.PushRequest;
import java.util.List;
import java.util.Optional;

/** Sends an image to a registry, under the name it has or under another, which it is given first. */
record PushForm(ImageRow row) implements Form {

    @Override
    public Text title() {
        return Text.of("form.push", row.name());
    }

    @Override
    public String verb() {
        return "action.push";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.push-as", row.tag().map(Reference::familiar).orElse("")));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        Optional<Text> bad = Form.badName(values.get(0));
        boolean digest = bad.isEmpty() && Reference.parse(values.get(0)).digest().isPresent();
        return digest ? Optional.of(Text.of("tag.no-digest")) : bad;
    }

    @Override
    public Update send(AppState state, List<String> values) {
        Reference target = Reference.parse(values.get(0)).orLatest();
        boolean own = row.image().tags().contains(target);
        return TransfersLogic.start(state, new Job.Push(new PushRequest(target),
                own ? Optional.empty() : Optional.of(row.target())));
    }
}
