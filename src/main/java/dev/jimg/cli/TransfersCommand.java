package dev.jimg.cli;

import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.Failure;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;
import java.util.List;
import java.util.Locale;

/** {@code transfers}: what goes on without a screen; docker has no such thing. */
final class TransfersCommand implements Command {

    static final String SUMMARY = "List the transfers that go on without the app, or cancel one";

    private static final String CANCEL = "cancel";
    private static final int SHOWN_ID = 12;
    private static final List<String> COLUMNS = List.of("ID", "Kind", "Image", "Begun", "Status", "Progress");

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] [cancel ID]", SUMMARY, "", List.of(), List.of(OutputFormat.flag()), 0, 2);
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        List<String> words = invocation.arguments();
        boolean cancel = check(words);
        BackgroundTransfers transfers = invocation.service().background().orElseThrow(() -> new Failure(
                Failure.Kind.UNSUPPORTED, "list the transfers", "", "only the embedded store goes on without the app",
                "Name it with --store DIR."));
        if (cancel) {
            String id = find(transfers, words.get(1));
            transfers.cancel(id);
            invocation.out().line(id.substring(0, SHOWN_ID));
            return 0;
        }
        Console console = invocation.console();
        new Listing<>("transfers.context", List.of(
                new Field<>("ID", "ID", one -> one.id().substring(0, SHOWN_ID)),
                new Field<>("Kind", "KIND", one -> one.wish().kind()),
                new Field<>("Image", "IMAGE", one -> SafeText.line(one.wish().name())),
                new Field<>("Begun", "BEGUN", one -> Times.ago(one.begun(), console.now().get())),
                new Field<>("Status", "STATUS", TransfersCommand::status),
                new Field<>("Progress", "PROGRESS", TransfersCommand::progress)), transfers.list())
                .print(console, OutputFormat.of(invocation.flags()), COLUMNS);
        return 0;
    }

    /** Whether one is to be cancelled. */
    private static boolean check(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        String typed = "transfers " + String.join(" ", words);
        if (!words.get(0).equals(CANCEL)) {
            throw new Failure(Failure.Kind.INVALID, "understand", typed, "«" + words.get(0)
                    + "» is not known, only «cancel» is", "«jimg-tui transfers» lists the transfers with their IDs,"
                    + " «jimg-tui transfers cancel ID» stops one.");
        }
        if (words.size() == 1) {
            throw new Failure(Failure.Kind.INVALID, "understand", typed, "it does not say which one is to be cancelled",
                    "Add its ID, or how that begins: «jimg-tui transfers» lists them.");
        }
        return true;
    }

    private static String find(BackgroundTransfers transfers, String prefix) {
        List<String> found = transfers.list().stream().map(BackgroundTransfer::id).filter(id -> id.startsWith(prefix))
                .toList();
        if (found.size() != 1 || prefix.isEmpty()) {
            throw new Failure(found.isEmpty() ? Failure.Kind.NOT_FOUND : Failure.Kind.AMBIGUOUS, "find the transfer",
                    prefix, found.isEmpty() ? "there is no such transfer" : "several begin like this",
                    "«jimg-tui transfers» lists them.");
        }
        return found.get(0);
    }

    private static String status(BackgroundTransfer one) {
        String word = one.status().name().toLowerCase(Locale.ROOT);
        return one.status() == Status.FAILED ? word + one.failure().map(why -> ": " + why.why()).orElse("") : word;
    }

    /** Empty where nothing is known: of a save, say, how much there will be. */
    private static String progress(BackgroundTransfer one) {
        List<LayerProgress> moved = one.layers().stream().filter(layer -> !layer.phase().nothingMoved()).toList();
        long done = moved.stream().mapToLong(LayerProgress::moved).sum();
        long total = moved.stream().mapToLong(layer -> Math.max(0, layer.total())).sum();
        boolean known = total > 0 && moved.stream().noneMatch(layer -> layer.total() < 0);
        return known ? HumanSize.of(done) + " of " + HumanSize.of(total) : done > 0 ? HumanSize.of(done) : "";
    }
}
