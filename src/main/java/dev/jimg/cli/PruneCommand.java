package dev.jimg.cli;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RemovalResult;
import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;
import java.util.List;

/** {@code image prune}. */
final class PruneCommand implements Command {

    static final String SUMMARY = "Remove unused images";

    private static final String DANGLING = "WARNING! This will remove all dangling images.";
    private static final String UNUSED =
            "WARNING! This will remove all images without at least one container associated to them.";
    private static final int MOST_SHOWN = 10;

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS]", SUMMARY, "", List.of(),
                List.of(Flag.on("all", 'a', "Remove all unused images, not just dangling ones"),
                        Flag.filters("Provide filter values (e.g. \"until=<timestamp>\")"),
                        Flag.on("force", 'f', "Do not prompt for confirmation")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        PruneRequest request = new PruneRequest(invocation.flags().on("all"), invocation.flags().filters());
        if (!invocation.flags().on("force") && !agreed(invocation, request)) {
            return 0;
        }
        RemovalResult result = invocation.service().prune(request);
        Output out = invocation.out();
        if (!result.steps().isEmpty()) {
            out.line("Deleted Images:");
            for (RemovalResult.Step step : result.steps()) {
                out.line((step.action() == RemovalResult.Action.UNTAGGED ? "untagged: " : "deleted: ")
                        + SafeText.line(step.subject()));
            }
            out.line("");
        }
        out.line("Total reclaimed space: " + HumanSize.of(result.freed()));
        result.failures().forEach(invocation::report);
        return result.failures().isEmpty() ? 0 : 1;
    }

    private static boolean agreed(Invocation invocation, PruneRequest request) {
        Output out = invocation.out();
        out.line(request.all() ? UNUSED : DANGLING);
        if (invocation.console().outIsTerminal()) {
            announce(out, invocation.service().planPrune(request));
        }
        return Confirmation.asked(invocation.console(), "");
    }

    /** What docker does not say beforehand; only where a person reads it, so that scripts read what docker prints. */
    private static void announce(Output out, PrunePlan plan) {
        int shown = Math.min(MOST_SHOWN, plan.images().size());
        plan.images().subList(0, shown).forEach(image -> out.line("  " + (image.tags().isEmpty()
                ? image.id().shortHex() : SafeText.line(image.tags().get(0).familiar())) + "  "
                + HumanSize.inList(image.size())));
        if (plan.images().size() > shown) {
            out.line("  and " + (plan.images().size() - shown) + " more");
        }
        String partial = plan.partial() > 0 ? ", " + HumanSize.of(plan.partial()) + " of it unfinished downloads" : "";
        String trash = plan.trash() > 0 ? ", " + HumanSize.of(plan.trash()) + " of it in the trash, for good" : "";
        out.line(plan.images().size() + (plan.images().size() == 1 ? " image" : " images") + ", frees "
                + HumanSize.of(plan.frees()) + partial + trash);
    }
}
