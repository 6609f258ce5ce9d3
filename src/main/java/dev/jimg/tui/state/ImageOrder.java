package dev.jimg.tui.state;

import java.util.Comparator;

/** How the image list is sorted. Each column begins with the direction people expect: A to Z, largest, newest first. */
public record ImageOrder(Column column, boolean reversed) {

    public static final ImageOrder NEWEST_FIRST = new ImageOrder(Column.CREATED, false);

    public enum Column { CREATED, NAME, SIZE }

    /** By this column; where it is that one already, the other way round. */
    public ImageOrder by(Column wanted) {
        return wanted == column ? new ImageOrder(column, !reversed) : new ImageOrder(wanted, false);
    }

    /** The next column. */
    public ImageOrder next() {
        Column[] all = Column.values();
        return new ImageOrder(all[(column.ordinal() + 1) % all.length], false);
    }

    /** Among equals by name, then by key, so that the order is the same from one load to the next. */
    Comparator<ImageRow> comparator() {
        Comparator<ImageRow> first = switch (column) {
            case NAME -> ImageOrder::byName;
            case SIZE -> (a, b) -> Long.compare(b.image().size(), a.image().size());
            case CREATED -> (a, b) -> b.image().created().compareTo(a.image().created());
        };
        Comparator<ImageRow> directed = reversed ? first.reversed() : first;
        return (a, b) -> {
            int order = directed.compare(a, b);
            return order != 0 ? order : byName(a, b);
        };
    }

    private static int byName(ImageRow a, ImageRow b) {
        int order = a.repository().compareTo(b.repository());
        if (order == 0) {
            order = a.tagText().compareTo(b.tagText());
        }
        return order != 0 ? order : a.key().compareTo(b.key());
    }
}
