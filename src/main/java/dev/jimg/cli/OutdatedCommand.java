package dev.jimg.cli;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.UpdateStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code outdated}: which names have moved in their registries; docker has no command for it. */
final class OutdatedCommand implements Command {

    static final String SUMMARY = "List which images have moved in their registries";

    private static final String NONE = "N/A";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] [REPOSITORY[:TAG]...]", SUMMARY,
                "Asks registries by HEAD, which is no pull, one request at a time in each.",
                List.of(), List.of(OutputFormat.flag()), 0, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        List<Reference> wanted = invocation.arguments().stream()
                .map(name -> References.parse("look for updates of", name)).toList();
        List<UpdateStatus> found =
                invocation.service().updates().check(wanted, progress -> {}, invocation.cancellation());
        Instant now = invocation.console().now().get();
        new Listing<>("outdated.context", List.of(
                new Field<>("Name", "NAME", status -> status.name().familiar()),
                new Field<>("Here", "HERE", status -> digest(status.here())),
                new Field<>("There", "THERE", status -> digest(status.there())),
                new Field<>("State", "STATE", status -> status.state().name().toLowerCase(Locale.ROOT)),
                new Field<>("HereDigest", "HERE DIGEST", status -> whole(status.here())),
                new Field<>("ThereDigest", "THERE DIGEST", status -> whole(status.there())),
                new Field<>("CreatedSince", "CREATED", status -> status.created()
                        .map(created -> Times.ago(created, now)).orElse("")),
                new Field<>("Containers", "CONTAINERS", status -> String.join(",", status.containers())),
                new Field<>("Why", "WHY", status -> status.why().map(Failure::why).orElse(""))), found)
                .print(invocation.console(), OutputFormat.of(invocation.flags()),
                        List.of("Name", "Here", "There", "State"));
        return explain(invocation, found) ? 1 : 0;
    }

    /**
     * Why some are not known; once for a registry that told nothing of all its names.
     *
     * @return whether there was anything to explain
     */
    private static boolean explain(Invocation invocation, List<UpdateStatus> found) {
        Map<String, Failure> reasons = new LinkedHashMap<>();
        found.forEach(status -> status.why().ifPresent(why -> reasons.putIfAbsent(why.whole(), why)));
        reasons.values().forEach(invocation::report);
        return !reasons.isEmpty();
    }

    private static String digest(Optional<Digest> digest) {
        return digest.map(Digest::shortHex).orElse(NONE);
    }

    private static String whole(Optional<Digest> digest) {
        return digest.map(Digest::toString).orElse("");
    }
}
