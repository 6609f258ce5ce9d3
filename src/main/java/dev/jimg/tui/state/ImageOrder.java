package dev.jimg.tui.state;

import dev.jimg.service.UpdateStatus.State;
import java.util.Comparator;
import java.util.List;

/** How the image list is sorted. Each column begins with the direction people expect: A to Z, largest, newest first. */
public record ImageOrder(ImageColumn column, boolean reversed) {

    public static final ImageOrder NEWEST_FIRST = new ImageOrder(ImageColumn.CREATED, false);

    private static final List<State> URGENCY =
            List.of(State.MOVED, State.GONE, State.UNKNOWN, State.CURRENT, State.LOCAL);

    /** By this column; where it is that one already, the other way round. */
    public ImageOrder by(ImageColumn wanted) {
        return wanted == column ? new ImageOrder(column, !reversed) : new ImageOrder(wanted, false);
    }

    /** By the next of the columns that are shown. */
    public ImageOrder next(List<ImageColumn> shown) {
        int at = shown.indexOf(column);
        return new ImageOrder(shown.get((at + 1) % shown.size()), false);
    }

    /** Among equals by name, then by key, so that the order is the same from one load to the next. */
    Comparator<ImageRow> comparator() {
        Comparator<ImageRow> first = switch (column) {
            case REPOSITORY -> ImageOrder::byName;
            case TAG -> Comparator.comparing(ImageRow::tagText);
            case ID -> Comparator.comparing(row -> row.image().id().digest().hex());
            case SIZE -> (a, b) -> Long.compare(b.image().size(), a.image().size());
            case UNIQUE -> (a, b) -> Long.compare(b.image().uniqueSize(), a.image().uniqueSize());
            case CONTAINERS -> (a, b) -> Integer.compare(b.image().containers(), a.image().containers());
            case CREATED -> (a, b) -> b.image().created().compareTo(a.image().created());
            case PLATFORM -> Comparator.comparing(row -> row.image().platform().toString());
            case UPDATE -> Comparator.comparingInt(ImageOrder::urgency);
            case DIGEST -> Comparator.comparing(row -> row.image().manifest().hex());
        };
        Comparator<ImageRow> directed = reversed ? first.reversed() : first;
        return (a, b) -> {
            int order = directed.compare(a, b);
            return order != 0 ? order : byName(a, b);
        };
    }

    /** What moved comes first, then what is gone or could not be asked; last what nobody has asked for. */
    private static int urgency(ImageRow row) {
        return row.update().map(URGENCY::indexOf).orElse(URGENCY.size());
    }

    private static int byName(ImageRow a, ImageRow b) {
        int order = a.repository().compareTo(b.repository());
        if (order == 0) {
            order = a.tagText().compareTo(b.tagText());
        }
        return order != 0 ? order : a.key().compareTo(b.key());
    }
}
