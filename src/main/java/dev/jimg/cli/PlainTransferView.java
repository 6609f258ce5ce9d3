package dev.jimg.cli;

import dev.jimg.service.TransferEvent;
import dev.jimg.text.SafeText;
import java.util.List;

/** The lines docker writes where nobody watches: one for each step of a layer, none for bytes. */
final class PlainTransferView implements TransferView {

    private final Output out;
    private final String heading;
    private final LayerBoard board;
    private boolean held;

    PlainTransferView(Output out, String heading, LayerBoard board) {
        this.out = out;
        this.heading = heading;
        this.board = board;
    }

    @Override
    public synchronized void accept(TransferEvent event) {
        if (event instanceof TransferEvent.Resolved resolved) {
            if (!heading.isEmpty()) {
                out.line(heading);
            }
            List<LayerBoard.Line> lines = board.resolve(resolved.layers());
            held = !resolved.layers().isEmpty() && board.nothingToFetch();
            if (!held) {
                print(lines);
            }
        } else if (event instanceof TransferEvent.LayerProgress progress) {
            print(board.apply(progress));
        } else if (event instanceof TransferEvent.Waiting waiting) {
            out.line(TransferView.pause(waiting));
        }
        out.flush();
    }

    @Override
    public synchronized void end(boolean showLayers) {
        if (held && showLayers) {
            print(board.lines());
        }
        held = false;
    }

    private void print(List<LayerBoard.Line> lines) {
        for (LayerBoard.Line line : lines) {
            if (!line.status().moving()) {
                out.line(SafeText.line(line.layer()) + ": " + SafeText.line(line.words()));
            }
        }
    }
}
