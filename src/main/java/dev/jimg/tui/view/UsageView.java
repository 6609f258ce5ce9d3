package dev.jimg.tui.view;

import dev.jimg.service.SystemUsage;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.UsageDialog;
import dev.jimg.tui.term.Area;
import java.util.ArrayList;
import java.util.List;

/** What takes disk, a line a kind, as {@code docker system df} has it; unfinished downloads where there are any. */
final class UsageView {

    private static final int WIDTH = 60;
    private static final int LINES = 5;
    private static final int NOTE = 3;

    private UsageView() {}

    /** One line of the table; bytes are -1 where they are not known. */
    private record Line(String kind, long total, long active, long size, long reclaimable) {}

    static void draw(UsageDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int wanted = dialog.usage().failure().map(why -> Paragraphs.failure(why, Math.max(1, width), look).size())
                .orElse(LINES + (unfinished(dialog) ? 1 + NOTE : 0) + (trash(dialog) ? 1 : 0));
        Area area = DialogBox.draw(screen, look.say("usage.title"), width, wanted, dialog.hints(), look);
        if (dialog.usage().failure().isPresent()) {
            Paragraphs.write(dialog.usage().failure().get(), area, look);
        } else if (dialog.usage().value().isEmpty()) {
            area.text(0, 0, look.say("usage.reading"), look.theme().dim());
        } else {
            List<Line> lines = lines(dialog.usage().value().get());
            table(lines, area, look);
            if (unfinished(dialog) && area.height() > lines.size() + 2) {
                Paragraphs.write(look.say("usage.unfinished-note"), area, lines.size() + 2, look.theme().dim());
            }
        }
    }

    private static boolean unfinished(UsageDialog dialog) {
        return dialog.usage().value().filter(usage -> !usage.unfinished().isEmpty()).isPresent();
    }

    private static boolean trash(UsageDialog dialog) {
        return dialog.usage().value().filter(usage -> usage.trash().bytes() > 0).isPresent();
    }

    private static void table(List<Line> lines, Area area, Look look) {
        Columns columns = Columns.fit(area.width(), Column.text(look.say("usage.type"), 10, 1, 0).upTo(20),
                Column.number(look.say("usage.total"), 6, 2), Column.number(look.say("usage.active"), 6, 3),
                Column.number(look.say("usage.size"), 7, 0), Column.number(look.say("usage.reclaimable"), 11, 0));
        new Table(area, columns, false, look).draw(lines.size(), new ListCursor(-1, 0), (index, cells) -> {
            Line line = lines.get(index);
            cells.cell(0, look.say(line.kind()), look.theme().text());
            cells.cell(1, Long.toString(line.total()), look.theme().text());
            cells.cell(2, Long.toString(line.active()), look.theme().text());
            cells.cell(3, bytes(line.size()), look.theme().text());
            cells.cell(4, bytes(line.reclaimable()), line.reclaimable() > 0 ? look.theme().warning()
                    : look.theme().dim());
        });
    }

    private static List<Line> lines(SystemUsage usage) {
        List<Line> lines = new ArrayList<>(
                List.of(images(usage), containers(usage.containers()), volumes(usage.volumes()), cache(usage)));
        if (!usage.unfinished().isEmpty()) {
            long bytes = usage.unfinished().stream().mapToLong(Long::longValue).sum();
            lines.add(new Line("usage.unfinished", usage.unfinished().size(), 0, bytes, bytes));
        }
        if (usage.trash().bytes() > 0) {
            long bytes = usage.trash().bytes();
            lines.add(new Line("usage.trash", usage.trash().changes(), 0, bytes, bytes));
        }
        return lines;
    }

    /** Of the layers, those stay that an image in use needs; what it shares stays with it. */
    private static Line images(SystemUsage usage) {
        long active = usage.images().stream().filter(image -> image.containers() > 0).count();
        long used = usage.images().stream().filter(image -> image.containers() > 0 && image.shared() >= 0)
                .mapToLong(image -> image.size() - image.shared()).sum();
        return new Line("usage.images", usage.images().size(), active, usage.layers(),
                Math.max(0, usage.layers() - used));
    }

    private static Line containers(List<ContainerSummary> all) {
        long size = all.stream().mapToLong(one -> Math.max(0, one.writtenBytes())).sum();
        long idle = all.stream().filter(one -> !one.running()).mapToLong(one -> Math.max(0, one.writtenBytes())).sum();
        return new Line("usage.containers", all.size(), all.stream().filter(ContainerSummary::running).count(), size,
                idle);
    }

    private static Line volumes(List<SystemUsage.Volume> all) {
        return new Line("usage.volumes", all.size(), all.stream().filter(one -> one.links() > 0).count(),
                all.stream().mapToLong(one -> Math.max(0, one.size())).sum(), all.stream()
                        .filter(one -> one.links() == 0).mapToLong(one -> Math.max(0, one.size())).sum());
    }

    private static Line cache(SystemUsage usage) {
        List<SystemUsage.BuildCache> all = usage.buildCache();
        return new Line("usage.build-cache", all.size(), all.stream().filter(SystemUsage.BuildCache::inUse).count(),
                all.stream().filter(one -> !one.shared()).mapToLong(SystemUsage.BuildCache::size).sum(), all.stream()
                        .filter(one -> !one.inUse() && !one.shared()).mapToLong(SystemUsage.BuildCache::size).sum());
    }

    private static String bytes(long bytes) {
        return bytes < 0 ? "—" : HumanSize.inList(bytes);
    }
}
