package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Copies an image to another place, or from one. Both sides are spelled as the {@code copy} command spells them.
 *
 * @param source what to copy, if an image is selected; empty if none is
 */
record CopyForm(String source) implements Form {

    private static final String PLACES = "docker://NAME  store://  engine://  context://NAME/";

    @Override
    public Text title() {
        return Text.of("form.copy");
    }

    @Override
    public String verb() {
        return "action.copy-to";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.text("field.source", source).completing(Field.Completes.PLACE),
                Field.text("field.target", "").completing(Field.Completes.PLACE));
    }

    @Override
    public int first() {
        return source.isEmpty() ? 0 : 1;
    }

    @Override
    public Optional<Text> note() {
        return Optional.of(Text.of("form.places", PLACES));
    }

    @Override
    public Optional<Text> problem(List<String> values) {
        if (values.get(0).isEmpty() || values.get(1).isEmpty()) {
            return Optional.of(Text.of(values.get(0).isEmpty() ? "form.no-source" : "form.no-target"));
        }
        try {
            CopyPlace from = CopyPlace.parse(values.get(0));
            CopyPlace to = CopyPlace.parse(values.get(1));
            if (from.image().isEmpty()) {
                return Optional.of(Text.of("form.no-source"));
            }
            Optional<Text> bad = from.kind() == CopyPlace.Kind.REGISTRY ? Form.badName(from.image()) : Optional.empty();
            return bad.isPresent() ? bad : Form.badOptionalName(to.image());
        } catch (Failure e) {
            return Optional.of(Text.of("form.no-place", new Said(e.why())));
        }
    }

    @Override
    public Update send(AppState state, List<String> values) {
        CopyPlace from = CopyPlace.parse(values.get(0));
        CopyPlace named = CopyPlace.parse(values.get(1));
        String image = Form.optionalName(named.image()).map(Reference::familiar).orElse("");
        CopyPlace to = new CopyPlace(named.kind(), named.where(), image);
        return TransfersLogic.start(state, new Job.Copy(new CopyRequest(from, to, Optional.empty(), false),
                values.get(0), values.get(1)));
    }
}
