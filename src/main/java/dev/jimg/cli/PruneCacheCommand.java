package dev.jimg.cli;

import dev.jimg.service.build.BuildPrune;
import dev.jimg.service.build.BuildPruneRequest;
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
                        Flag.on("force", 'f', "Do not prompt for confirmation"),
                        Flag.bytes("keep-storage", "Amount of disk space to keep for cache"),
                        Flag.bytes("max-used-space", "Maximum amount of disk space allowed to keep for cache"),
                        Flag.bytes("min-free-space", "Target amount of free disk space after pruning"),
                        Flag.bytes("reserved-space", "Amount of disk space always allowed to keep for cache")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        boolean all = invocation.flags().on("all");
        if (!invocation.flags().on("force") && !Confirmation.asked(invocation.console(), all ? ALL : DANGLING)) {
            return 0;
        }
        Output out = invocation.out();
        BuildPrune done = invocation.service().builds().prune(new BuildPruneRequest(all,
                invocation.flags().filters(), limits(invocation.flags())));
        if (!done.removed().isEmpty()) {
            out.line("Deleted build cache objects:");
            done.removed().forEach(id -> out.line(SafeText.line(id)));
            out.line("");
        }
        out.line("Total reclaimed space: " + HumanSize.of(done.freed()));
        return 0;
    }

    /** {@code --keep-storage} is the older word for {@code --reserved-space}. */
    private static BuildPruneRequest.Limits limits(Flags flags) {
        return new BuildPruneRequest.Limits(Math.max(flags.bytes("keep-storage"), flags.bytes("reserved-space")),
                flags.bytes("max-used-space"), flags.bytes("min-free-space"));
    }
}
