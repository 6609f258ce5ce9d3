package dev.jimg.tui.state;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All pulls of this run of the program, the latest first; the ended ones until they are cleared, or until there are too
 * many. Lines are found by counting, never listed: progress comes often, and only a few lines are seen.
 *
 * @param batches those that are not at their end
 */
public record TransfersPane(List<Transfer> all, ListCursor cursor, List<Batch> batches) {

    public static final TransfersPane EMPTY = new TransfersPane(List.of(), ListCursor.START, List.of());

    private static final int MAX_ENDED = 50;

    public TransfersPane {
        all = List.copyOf(all);
        batches = List.copyOf(batches);
    }

    /** One line of the pane: a transfer, or one of its layers. */
    public record Line(Transfer transfer, Optional<LayerProgress> layer) {}

    /** How many lines there are to show. */
    public int lineCount() {
        int count = 0;
        for (Transfer transfer : all) {
            count += transfer.lines();
        }
        return count;
    }

    public Optional<Line> line(int index) {
        int at = index;
        for (Transfer transfer : all) {
            if (at == 0) {
                return Optional.of(new Line(transfer, Optional.empty()));
            }
            if (at < transfer.lines()) {
                return Optional.of(new Line(transfer, Optional.of(transfer.layers().get(at - 1))));
            }
            at -= transfer.lines();
        }
        return Optional.empty();
    }

    /** The line of a transfer. */
    OptionalInt indexOf(long id) {
        int at = 0;
        for (Transfer transfer : all) {
            if (transfer.id() == id) {
                return OptionalInt.of(at);
            }
            at += transfer.lines();
        }
        return OptionalInt.empty();
    }

    /** The transfer under the cursor, or whose layer is. */
    public Optional<Transfer> selected() {
        return line(cursor.index()).map(Line::transfer);
    }

    public Optional<Transfer> find(long id) {
        return all.stream().filter(transfer -> transfer.id() == id).findFirst();
    }

    public boolean busy() {
        return all.stream().anyMatch(Transfer::active);
    }

    /** Whether this process does something itself, which ends with it. */
    public boolean working() {
        return all.stream().anyMatch(transfer -> transfer.active() && !transfer.inBackground());
    }

    /** The IDs of those without a screen that nothing is left to do of: what failed or was interrupted can be resumed. */
    public List<String> settled() {
        return all.stream().filter(transfer -> transfer.stage() == Transfer.Stage.DONE
                || transfer.stage() == Transfer.Stage.CANCELLED).flatMap(one -> one.recorded().stream()).toList();
    }

    /** The one that is done there, or is resumed here. */
    Optional<Transfer> find(String background) {
        return all.stream().filter(transfer -> transfer.recorded().filter(background::equals).isPresent()).findFirst();
    }

    public TransfersPane withCursor(ListCursor value) {
        return new TransfersPane(all, value, batches);
    }

    /** With another transfer in the place of the one with this number; the cursor stays where it is. */
    TransfersPane replace(long id, Transfer next) {
        List<Transfer> changed = new ArrayList<>(all);
        changed.replaceAll(transfer -> transfer.id() == id ? next : transfer);
        return new TransfersPane(changed, cursor, batches);
    }

    TransfersPane add(Transfer transfer) {
        List<Transfer> more = new ArrayList<>(all.size() + 1);
        more.add(transfer);
        int ended = 0;
        for (Transfer old : all) {
            if (old.active() || ++ended <= MAX_ENDED) {
                more.add(old);
            }
        }
        return new TransfersPane(more, cursor, batches);
    }

    TransfersPane withoutEnded() {
        return new TransfersPane(all.stream().filter(Transfer::active).toList(), cursor, batches);
    }

    TransfersPane withBatches(List<Batch> value) {
        return new TransfersPane(all, cursor, value);
    }
}
