package dev.jimg.tui.state;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.UpdateStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the image list: an image under one of its names. A dangling image has one line without a name.
 *
 * @param key what tells this row from all others, also after the list was loaded again
 * @param repository its name without the tag, as people write it
 * @param update how the name stands to what its registry has under it; empty where nobody has asked
 * @param searched {@code repository:tag} in lower case, made once because a filter reads it at every key
 */
public record ImageRow(ImageSummary image, Optional<Reference> tag, String key, String repository, String tagText,
        String searched, Optional<UpdateStatus.State> update) {

    static final String NONE = "<none>";

    public ImageRow(ImageSummary image, Optional<Reference> tag) {
        this(image, tag, repository(image, tag), tag.flatMap(Reference::tag).orElse(NONE));
    }

    private ImageRow(ImageSummary image, Optional<Reference> tag, String repository, String tagText) {
        this(image, tag, repository, tagText, repository + ":" + tagText);
    }

    /** @param name most often the key too, and what is searched: one text instead of three, of ten thousand rows */
    private ImageRow(ImageSummary image, Optional<Reference> tag, String repository, String tagText, String name) {
        this(image, tag, key(image, tag, name), repository, tagText, name.toLowerCase(Locale.ROOT), Optional.empty());
    }

    private static String key(ImageSummary image, Optional<Reference> tag, String name) {
        if (tag.isEmpty()) {
            return image.id().toString();
        }
        return tag.get().tag().isPresent() && tag.get().digest().isEmpty() ? name : tag.get().familiar();
    }

    ImageRow withUpdate(Optional<UpdateStatus.State> value) {
        return value.equals(update) ? this : new ImageRow(image, tag, key, repository, tagText, searched, value);
    }

    /** Whether the registry has another image under the name. */
    public boolean newer() {
        return update.filter(state -> state == UpdateStatus.State.MOVED).isPresent();
    }

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

    /** These lines in an order; in a tree the other names of an image follow its first. */
    static List<ImageRow> arranged(List<ImageRow> rows, ImageOrder order, boolean tree) {
        List<ImageRow> sorted = new ArrayList<>(rows);
        sorted.sort(order.comparator());
        if (!tree) {
            return sorted;
        }
        Map<ImageId, List<ImageRow>> families = new LinkedHashMap<>();
        for (ImageRow row : sorted) {
            families.computeIfAbsent(row.image.id(), id -> new ArrayList<>()).add(row);
        }
        sorted.clear();
        families.values().forEach(sorted::addAll);
        return sorted;
    }

    /** Whether the other line is of the same image, still known by the same names, and damaged no more and no less. */
    boolean sameImage(ImageRow other) {
        return image.id().equals(other.image.id()) && image.manifest().equals(other.image.manifest())
                && image.tags().equals(other.image.tags()) && image.digests().equals(other.image.digests())
                && image.health().equals(other.image.health());
    }

    /** What the service is asked with: the name, or the ID of an image that has none. */
    public String target() {
        return key;
    }

    /** What people call it: the name, or the short ID of an image that has none. */
    public String name() {
        return tag.isPresent() ? key : image.id().shortHex();
    }

    boolean keptBy(Filter filter) {
        return filter.admits(newer()) && filter.admits(searched, image.id().digest().hex());
    }

    /** An engine remembers the repository that an image without a tag was pulled from. */
    private static String repository(ImageSummary image, Optional<Reference> tag) {
        if (tag.isPresent()) {
            return tag.get().familiarName();
        }
        return image.digests().isEmpty() ? NONE : image.digests().get(0).familiarName();
    }
}
