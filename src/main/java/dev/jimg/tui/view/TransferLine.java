package dev.jimg.tui.view;

import dev.jimg.service.Pause;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Amount;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.state.TransfersPane;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Style;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One line of the transfers: a pull or one of its layers. What moves stands in columns that keep their places. */
record TransferLine(Columns columns, Instant now, Glyphs glyphs, Look look) {

    private static final int MARK = 0;
    private static final int NAME = 1;
    private static final int BAR = 2;
    private static final int PERCENT = 3;
    private static final int BYTES = 4;
    private static final int SPEED = 5;
    private static final int LEFT = 6;
    private static final int LAYERS = 7;

    /** A layer's name, indented. */
    private static final int MIN_NAME = 14;
    private static final int NARROW = 50;
    private static final int NARROW_NAME = 18;

    static Columns columns(int width, int longestName) {
        // The words in place of the bar count seconds, which must not be cut; a name can be.
        int longest = width < NARROW ? Math.min(longestName, NARROW_NAME) : longestName;
        return Columns.fit(width, Column.gutter(1),
                Column.text("", MIN_NAME, 4, 0).upTo(Math.max(MIN_NAME, longest)), Column.text("", 6, 2, 0).upTo(30),
                Column.number("", 4, 0), Column.number("", 13, 1),
                Column.number("", 10, 2), Column.number("", 12, 3), Column.text("", 16, 1, 4).upTo(18));
    }

    void draw(TransfersPane.Line shown, Table.Line line) {
        if (shown.layer().isPresent()) {
            layer(shown.layer().get(), shown.transfer(), line);
        } else {
            transfer(shown.transfer(), line);
        }
    }

    private void transfer(Transfer transfer, Table.Line line) {
        line.cell(NAME, CellText.truncateMiddle(TransfersView.name(transfer), line.width(NAME)), look.theme().text());
        switch (transfer.stage()) {
            case RESOLVING -> resolving(transfer, line);
            case RUNNING -> running(transfer, line);
            case CANCELLING -> words(line, arrow(transfer), look.theme().dim(), look.say("transfer.cancelling"),
                    look.theme().dim());
            case DONE -> words(line, "✔", look.theme().good(), result(transfer), look.theme().text());
            case FAILED -> words(line, "✗", look.theme().error(), failed(transfer), look.theme().error());
            case CANCELLED -> words(line, "×", look.theme().warning(), cancelled(transfer), look.theme().text());
            case INTERRUPTED -> words(line, "!", look.theme().warning(), interrupted(transfer), look.theme().text());
        }
    }

    /** Words in the place of the numbers, over all columns to the right of the name. */
    private void words(Table.Line line, String mark, Style markStyle, String words, Style style) {
        line.cell(MARK, mark, markStyle);
        line.over(BAR, 0, CellText.truncate(words, columns.width() - columns.starts()[BAR]), style);
    }

    private static String arrow(Transfer transfer) {
        return transfer.job() instanceof Job.Build || transfer.job() instanceof Job.Verify ? "▸"
                : transfer.job().outgoing() ? "↑" : "↓";
    }

    private String result(Transfer transfer) {
        if (transfer.outcome().isPresent()) {
            return look.say(transfer.outcome().get());
        }
        return transfer.result().filter(PullResult::fresh).map(result -> result.fetched() == 0
                ? look.say("transfer.done-none") : look.say("transfer.done", Amounts.of(result.fetched())))
                .orElse(look.say("transfer.same"));
    }

    private String failed(Transfer transfer) {
        return transfer.outcome().map(look::say).orElseGet(() -> look.say("transfer.failed",
                transfer.failure().map(failure -> look.say(FailureText.why(failure))).orElse(""),
                look.say("kind." + transfer.job().kind())));
    }

    private String cancelled(Transfer transfer) {
        // Only of a pull is it known what stays.
        long kept = transfer.job() instanceof Job.Pull ? transfer.amount().done() : 0;
        return kept == 0 ? look.say("transfer.cancelled") : look.say("transfer.cancelled-kept", Amounts.of(kept));
    }

    private String interrupted(Transfer transfer) {
        long kept = transfer.amount().done();
        return kept == 0 ? look.say("transfer.interrupted") : look.say("transfer.interrupted-kept", Amounts.of(kept));
    }

    private void resolving(Transfer transfer, Table.Line line) {
        boolean silent = silent(transfer);
        String word = transfer.job() instanceof Job.Pull ? "transfer.resolving" : "transfer.starting";
        words(line, arrow(transfer), look.theme().accent(), silent ? silence(transfer) : look.say(word),
                silent ? look.theme().warning() : look.theme().dim());
    }

    /** Somebody else is waited for, and has sent or taken nothing for some seconds. */
    private boolean silent(Transfer transfer) {
        return transfer.job().answered() && transfer.speed().stalled(now);
    }

    private String silence(Transfer transfer) {
        String words = look.say("transfer.silent", transfer.speed().silentSeconds(now));
        return CellText.width(words) <= columns.width() - columns.starts()[BAR] ? words
                : look.say("transfer.silent-short", transfer.speed().silentSeconds(now));
    }

    private void running(Transfer transfer, Table.Line line) {
        Amount amount = transfer.amount();
        line.cell(MARK, arrow(transfer), look.theme().accent());
        // The steps of a build have no bytes.
        boolean build = transfer.job() instanceof Job.Build;
        boolean reading = transfer.job() instanceof Job.Verify;
        line.cell(LAYERS, reading ? "" : " " + look.count(build ? "transfer.steps" : "transfer.layers", amount.layers(),
                amount.settled()), look.theme().text());
        Optional<Pause> pause = transfer.speed().waits(now);
        boolean whole = amount.done() == amount.total();
        if (whole && amount.total() > 0) {
            verifying(transfer, line);
            return;
        }
        bar(amount.fraction(), amount.percent(), line);
        if (amount.total() != 0 && !(build && amount.done() == 0)) {
            line.cell(BYTES, Amounts.ratio(amount.done(), amount.total()), look.theme().text());
        }
        double speed = transfer.speed().current(now);
        if (whole) {
            return;
        }
        if (pause.isPresent()) {
            aside(line, columns.width(), " " + waits(pause.get()), look.theme().warning(), SPEED, BYTES, PERCENT);
        } else if (silent(transfer)) {
            aside(line, beforeLayers(line), " " + silence(transfer), look.theme().warning(), SPEED, BYTES, PERCENT);
        } else if (transfer.speed().stalled(now) && !(build && amount.done() == 0)) {
            line.cell(SPEED, look.say("transfer.stalled"), look.theme().warning());
        } else if (speed >= 1) {
            line.cell(SPEED, Amounts.of((long) speed) + "/s", look.theme().text());
            transfer.speed().secondsLeft(now, amount.total() - amount.done()).ifPresent(seconds ->
                    line.cell(LEFT, look.say("transfer.left", Amounts.clock(seconds)), look.theme().text()));
        }
    }

    /** All bytes are here, and not yet known to be the right ones: a word in place of 100 %, and of the bar on a small screen. */
    private void verifying(Transfer transfer, Table.Line line) {
        // What was sent is the other side's to look at; what came is looked at here.
        boolean silent = transfer.job().outgoing() && silent(transfer);
        String word = silent ? silence(transfer)
                : look.say(transfer.job() instanceof Job.Pull ? "phase.verifying" : "phase.waiting");
        line.cell(BAR, Bar.filled(1, line.width(BAR), glyphs), look.theme().bar());
        aside(line, beforeLayers(line), word, silent ? look.theme().warning() : look.theme().text(), PERCENT);
    }

    /** With the reason, where there is room for it. */
    private String waits(Pause pause) {
        long seconds = pause.secondsLeft(now);
        String why = look.say(pause.asked() ? "transfer.pause-asked" : "transfer.pause", seconds);
        return CellText.width(why) <= columns.width() - columns.starts()[BAR] ? why
                : look.say("transfer.pause-short", seconds);
    }

    private int beforeLayers(Table.Line line) {
        return line.shows(LAYERS) ? columns.starts()[LAYERS] : columns.width();
    }

    /** Words up to a cell, over the first of these columns from which they fit, else over the bar. */
    private void aside(Table.Line line, int end, String words, Style style, int... columnsToTry) {
        int from = BAR;
        for (int i = columnsToTry.length - 1; i >= 0; i--) {
            int column = columnsToTry[i];
            from = line.shows(column) && columns.starts()[column] + CellText.width(words) <= end ? column : from;
        }
        int room = end - columns.starts()[from];
        String cut = CellText.truncate(from == BAR ? words.strip() : words, room);
        line.over(from, 0, cut + " ".repeat(room - CellText.width(cut)), style);
    }

    private void layer(LayerProgress layer, Transfer transfer, Table.Line line) {
        line.cell(NAME, "  " + layer.layer(), look.theme().dim());
        String word = look.say(transfer.active() || layer.phase().settled() ? phase(layer.phase(), transfer)
                : "phase.stopped");
        boolean moving = layer.phase().compareTo(Phase.WAITING) > 0 && !layer.phase().nothingMoved();
        if (moving) {
            double part = Amount.part(layer);
            bar(part, (int) Math.floor(part * 100), line);
            boolean step = transfer.job() instanceof Job.Build && layer.total() <= 0;
            if (layer.total() >= 0 && !step) {
                line.cell(BYTES, Amounts.ratio(layer.phase() == Phase.COMPLETE ? layer.total() : layer.done(),
                        layer.total()), look.theme().text());
            }
        }
        if (line.shows(LAYERS)) {
            line.cell(LAYERS, " " + word, look.theme().dim());
        } else if (!moving) {
            line.over(BAR, 0, CellText.truncate(word, columns.width() - columns.starts()[BAR]), look.theme().dim());
        }
    }

    /** The bytes of a pull are downloaded; those of the other jobs are written, read … */
    private String phase(Phase phase, Transfer transfer) {
        boolean travels = phase == Phase.DOWNLOADING || phase == Phase.UPLOADING;
        if (travels && silent(transfer)) {
            return "phase.silent";
        }
        boolean moves = phase == Phase.DOWNLOADING && !(transfer.job() instanceof Job.Pull);
        return "phase." + (moves ? transfer.job().kind() : phase.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private void bar(double fraction, int percent, Table.Line line) {
        int cells = line.width(BAR);
        String filled = Bar.filled(fraction, cells, glyphs);
        int done = CellText.width(filled);
        line.cell(BAR, filled, look.theme().bar());
        line.over(BAR, done, Bar.rest(cells - done), look.theme().barRest());
        line.cell(PERCENT, percent + "%", look.theme().text());
    }
}
