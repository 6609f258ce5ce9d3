package dev.jimg.cli;

import dev.jimg.service.VerifyProgress;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.VerifyResult.Damage;
import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/** {@code verify}: what docker has no command for. */
final class VerifyCommand implements Command {

    static final String SUMMARY = "Compare every blob of the embedded store with its digest";

    private static final long REDRAW_NANOS = 100_000_000L;

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] [IMAGE...]", SUMMARY,
                "Reads the blobs that images need; what no image needs is left alone.\n"
                        + "The exit status is 1 if something is damaged and was not repaired.", List.of(),
                List.of(Flag.on("quiet", 'q', "Only print what is damaged"),
                        Flag.on("repair", (char) 0, "Fetch what is damaged again from its registry")),
                0, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        boolean quiet = invocation.flags().on("quiet");
        Progress progress = new Progress(invocation.console(), quiet);
        VerifyResult result;
        try {
            result = invocation.service().verify(new VerifyRequest(invocation.arguments(),
                    invocation.flags().on("repair")), progress::show, invocation.cancellation());
        } finally {
            progress.clear();
        }
        result.damages().forEach(damage -> print(invocation, damage));
        if (!quiet) {
            invocation.out().line("Verified " + count(result.blobs(), "blob") + " of " + count(result.images(), "image")
                    + " (" + HumanSize.of(result.bytes()) + "): "
                    + verdict(result, invocation.flags().on("repair")));
        }
        return result.good() ? 0 : 1;
    }

    private static void print(Invocation invocation, Damage damage) {
        invocation.out().line((damage.stands() ? "Damaged: " : "Repaired: ") + damage.kind() + " " + damage.blob()
                + " of " + SafeText.line(String.join(", ", damage.images())) + ": " + SafeText.line(damage.why()));
        damage.repair().flatMap(VerifyResult.Repair::failure).ifPresent(invocation::report);
    }

    /** @param repair whether that was asked for: then it is no advice any more */
    static String verdict(VerifyResult result, boolean repair) {
        List<Damage> standing = result.damages().stream().filter(Damage::stands).toList();
        int repaired = result.damages().size() - standing.size();
        if (result.damages().isEmpty()) {
            return "nothing is damaged";
        }
        if (standing.isEmpty()) {
            return repaired + " repaired";
        }
        if (!repair) {
            return standing.size() + " damaged; «jimg-tui verify --repair» fetches what its registry still has";
        }
        return (repaired > 0 ? repaired + " repaired, " : "") + standing.size() + " could not be repaired: "
                + standing.stream().flatMap(damage -> damage.repair().stream())
                        .flatMap(tried -> tried.failure().stream()).map(why -> SafeText.line(why.why())).distinct()
                        .collect(Collectors.joining("; "));
    }

    private static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** One line that is drawn over, where somebody watches. */
    private static final class Progress {
        private final Console console;
        private final boolean silent;
        private long shown;

        Progress(Console console, boolean quiet) {
            this.console = console;
            this.silent = quiet || !console.outIsTerminal();
        }

        void show(VerifyProgress progress) {
            long now = console.nanoTime().getAsLong();
            if (silent || shown != 0 && now - shown < REDRAW_NANOS) {
                return;
            }
            shown = now;
            long percent = progress.total() == 0 ? 100 : progress.done() * 100 / progress.total();
            console.out().print("\r\u001b[KVerifying: " + percent + " % of " + HumanSize.of(progress.total())
                    + (progress.damaged() == 0 ? "" : ", " + progress.damaged() + " damaged"));
            console.out().flush();
        }

        void clear() {
            if (shown != 0) {
                console.out().print("\r\u001b[K");
            }
        }
    }
}
