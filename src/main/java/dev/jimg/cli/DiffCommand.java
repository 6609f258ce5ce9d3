package dev.jimg.cli;

import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.service.Failure;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.text.HumanSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code image diff}: what docker has no command for; its own {@code diff} is of containers. */
final class DiffCommand implements Command {

    static final String SUMMARY = "Compare two images";

    private static final String MORE = """
            Prints what differs: of the configs, of the layers and, with --files, of the
            files. «-» is what only LEFT has, «+» what only RIGHT has, «~» what is in both
            and not the same. Each is an IMAGE here, or docker://IMAGE for what its
            registry has; of that no layer is fetched without --files.""";

    private static final long REDRAW_NANOS = 100_000_000L;

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] LEFT RIGHT", SUMMARY, MORE, List.of(),
                List.of(Flag.on("files", (char) 0, "Compare the files too; layers that are not known are read"),
                        OutputFormat.flag(),
                        Flag.text("platform", (char) 0, "string", "Platform of images in a registry")),
                2, 2);
    }

    @Override
    public int run(Invocation invocation) {
        DiffSide left = side(invocation, 0);
        DiffSide right = side(invocation, 1);
        ImageDiff diff = invocation.service().diffs().diff(left, right, invocation.cancellation());
        Optional<TreeDiff> files = invocation.flags().on("files") ? Optional.of(files(invocation, diff))
                : Optional.empty();
        List<DiffRow> rows = DiffRow.of(diff, files);
        if (invocation.flags().filled(OutputFormat.FLAG).isPresent()) {
            new Listing<>("image.diffContext", fields(), rows).print(invocation.console(),
                    OutputFormat.of(invocation.flags()), List.of("Kind", "Status", "Name", "Size", "Left", "Right"));
        } else {
            print(invocation, diff, files, rows);
        }
        return 0;
    }

    private static DiffSide side(Invocation invocation, int index) {
        String text = invocation.argument(index);
        Optional<Platform> platform = References.platform("compare", text, invocation.flags());
        try {
            return DiffSide.parse(text, platform);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, "compare", text, e.getMessage(), "", e);
        }
    }

    private static List<Field<DiffRow>> fields() {
        return List.of(new Field<>("Kind", "KIND", DiffRow::kind), new Field<>("Status", "STATUS", DiffRow::status),
                new Field<>("Name", "NAME", DiffRow::name), new Field<>("Left", "LEFT", DiffRow::left),
                new Field<>("Right", "RIGHT", DiffRow::right), new Field<>("Size", "SIZE", DiffRow::size));
    }

    private static void print(Invocation invocation, ImageDiff diff, Optional<TreeDiff> files, List<DiffRow> rows) {
        Output out = invocation.out();
        Console console = invocation.console();
        out.line("- " + console.safe(diff.left().side().name() + " " + diff.left().id()));
        out.line("+ " + console.safe(diff.right().side().name() + " " + diff.right().id()));
        out.line("");
        out.line(diff.config().isEmpty() ? "Config: nothing differs" : "Config:");
        section(console, rows, DiffRow.CONFIG);
        long bytes = diff.sharedLayers().stream().mapToLong(LayerOutline::size).sum();
        out.line("Layers: " + diff.shared() + " shared (" + HumanSize.inList(bytes) + ")"
                + (diff.sameLayers() ? ", nothing differs" : ""));
        section(console, rows, DiffRow.LAYER);
        files.ifPresent(tree -> {
            out.line(tree.same() ? "Files: nothing differs" : "Files: +" + tree.files(FileStatus.ADDED) + " -"
                    + tree.files(FileStatus.REMOVED) + " ~" + tree.files(FileStatus.CHANGED) + ", "
                    + DiffRow.signed(tree.change(0)));
            section(console, rows, DiffRow.FILE);
        });
    }

    private static void section(Console console, List<DiffRow> rows, String kind) {
        List<List<String>> cells = new ArrayList<>();
        for (DiffRow row : rows) {
            if (row.kind().equals(kind)) {
                row.lines().forEach(line -> cells.add(line.stream().map(console::safe).toList()));
            }
        }
        if (!cells.isEmpty()) {
            Table.print(console.out(), cells);
        }
    }

    private static TreeDiff files(Invocation invocation, ImageDiff diff) {
        Progress progress = new Progress(invocation.console());
        try {
            return invocation.service().diffs().files(diff, progress::show, invocation.cancellation());
        } finally {
            progress.clear();
        }
    }

    /** One line that is drawn over, where somebody watches. */
    private static final class Progress {
        private final Console console;
        private long shown;

        Progress(Console console) {
            this.console = console;
        }

        void show(FilesProgress progress) {
            long now = console.nanoTime().getAsLong();
            if (!console.outIsTerminal() || shown != 0 && now - shown < REDRAW_NANOS) {
                return;
            }
            shown = now;
            console.out().print("\r\u001b[K" + (progress.preparing().isEmpty()
                    ? "Reading the layers: " + HumanSize.of(progress.done())
                            + (progress.total() < 0 ? "" : " of " + HumanSize.of(progress.total()))
                    : console.safe(progress.preparing()) + " prepares the archive ..."));
            console.out().flush();
        }

        void clear() {
            if (shown != 0) {
                console.out().print("\r\u001b[K");
            }
        }
    }
}
