package dev.jimg.cli;

import dev.jimg.service.build.BuildPrune;
import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;
import java.util.List;

/** {@code builder prune}. */
final class PruneCacheCommand implements Command {

    static final String SUMMARY = "Remove build cache";

    private static final String DANGLING = "WARNING! This will remove all dangling build cache. ";
    private static final String ALL = "WARNING! This will remove all build cache. ";

    @Override
    public Usage usage() {
        return new Usage("", SUMMARY, "", List.of(),
                List.of(Flag.on("all", 'a', "Remove all unused build cache, not just dangling ones"),
                        Flag.filters("Provide filter values (e.g. \"until=24h\")"),
                        Flag.on("force", 'f', "Do not prompt for confirmation")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        boolean all = invocation.flags().on("all");
        if (!invocation.flags().on("force") && !Confirmation.asked(invocation.console(), all ? ALL : DANGLING)) {
            return 0;
        }
        Output out = invocation.out();
        BuildPrune done = invocation.service().builds().prune(all, invocation.flags().filters());
        if (!done.removed().isEmpty()) {
            out.line("Deleted build cache objects:");
            done.removed().forEach(id -> out.line(SafeText.line(id)));
            out.line("");
        }
        out.line("Total reclaimed space: " + HumanSize.of(done.freed()));
        return 0;
    }
}
