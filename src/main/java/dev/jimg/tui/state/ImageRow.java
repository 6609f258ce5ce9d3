package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of the image list: an image under one of its names. A dangling image has one line without a name. */
public record ImageRow(ImageSummary image, Optional<Reference> tag) {

    static final String NONE = "<none>";

    static List<ImageRow> of(List<ImageSummary> images) {
        List<ImageRow> rows = new ArrayList<>(images.size());
        for (ImageSummary image : images) {
            if (image.dangling()) {
                rows.add(new ImageRow(image, Optional.empty()));
            }
            for (Reference name : image.tags()) {
                rows.add(new ImageRow(image, Optional.of(name)));
            }
        }
        return rows;
    }

    /** What tells this row from all others, also after the list was loaded again. */
    public String key() {
        return target();
    }

    /** Whether the other line is of the same image, and the image is still known by the same names. */
    boolean sameImage(ImageRow other) {
        return image.id().equals(other.image.id()) && image.manifest().equals(other.image.manifest())
                && image.tags().equals(other.image.tags()) && image.digests().equals(other.image.digests());
    }

    /** What the service is asked with: the name, or the ID of an image that has none. */
    public String target() {
        return tag.map(Reference::familiar).orElseGet(() -> image.id().toString());
    }

    public String repository() {
        return tag.map(Reference::familiarName).orElseGet(() ->
                image.digests().isEmpty() ? NONE : image.digests().get(0).familiarName());
    }

    public String tagText() {
        return tag.flatMap(Reference::tag).orElse(NONE);
    }
}
