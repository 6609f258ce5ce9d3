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

    Comparator<ImageRow> comparator() {
        Comparator<ImageRow> byName = Comparator.comparing(ImageRow::repository).thenComparing(ImageRow::tagText);
        Comparator<ImageRow> first = switch (column) {
            case NAME -> byName;
            case SIZE -> Comparator.comparingLong((ImageRow row) -> row.image().size()).reversed();
            case CREATED -> Comparator.comparing((ImageRow row) -> row.image().created()).reversed();
        };
        Comparator<ImageRow> directed = reversed ? first.reversed() : first;
        // The last resort keeps the order the same from one load to the next.
        return directed.thenComparing(byName).thenComparing(ImageRow::key);
    }
}
