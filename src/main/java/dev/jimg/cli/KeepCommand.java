package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.keep.KeepForecast;
import dev.jimg.service.keep.KeepPlan;
import dev.jimg.service.keep.KeepRule;
import dev.jimg.service.keep.Keeper;
import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code image keep}: what docker has no command for. */
final class KeepCommand implements Command {

    static final String SUMMARY = "Remove all but the newest images of a repository";

    private static final String MORE = """
            A repository is a name or a pattern ('team/*'); each is looked at by itself. An
            image that a container was made from always stays. --protect takes a pattern of
            tags, or '%s' for all released versions. How many stay without
            --keep can be settled by repository: [keep] in the settings file.""".formatted(KeepRule.RELEASES);
    private static final Flag OLDER_THAN = Flag.text("older-than", (char) 0, "duration",
            "Remove only what is older than this (\"30d\", \"12h\")");
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([hdw]?)");

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] REPOSITORY [REPOSITORY...]", SUMMARY, MORE, List.of(),
                List.of(Flag.on("dry-run", (char) 0, "Only say what would go and what would stay"),
                        Flag.filters("Look only at images that pass (e.g. \"label=stage=ci\")"),
                        Flag.on("force", 'f', "Do not prompt for confirmation"),
                        new Flag("keep", (char) 0, Flag.Kind.NUMBER, "int", "How many of each repository to keep",
                                Integer.toString(KeepRule.USUAL)),
                        OLDER_THAN,
                        Flag.list("protect", (char) 0, "Keep images with such a tag (\"latest\", \"v*\")")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        Flags flags = invocation.flags();
        KeepRule rule = rule(invocation);
        Instant now = invocation.console().now().get();
        Keeper keeper = new Keeper(invocation.service());
        KeepForecast forecast = keeper.forecast(rule, now);
        boolean nothing = forecast.plan().going().isEmpty();
        if (!flags.on("force") || flags.on("dry-run")) {
            print(invocation, forecast, now);
            if (flags.on("dry-run") || nothing || !Confirmation.asked(invocation.console(), "")) {
                return 0;
            }
        }
        RemovalResult result = keeper.remove(forecast.plan(), false);
        Output out = invocation.out();
        result.steps().forEach(step -> out.line((step.action() == RemovalResult.Action.UNTAGGED ? "Untagged: "
                : "Deleted: ") + SafeText.line(step.subject())));
        out.line("Total reclaimed space: " + HumanSize.of(result.freed()));
        result.failures().forEach(invocation::report);
        return result.failures().isEmpty() ? 0 : 1;
    }

    private static KeepRule rule(Invocation invocation) throws UsageException {
        Flags flags = invocation.flags();
        int newest = flags.given("keep") ? flags.number("keep") : settled(invocation);
        if (newest < 0) {
            throw new Failure(Failure.Kind.INVALID, "apply the rule", String.join(" ", invocation.arguments()),
                    "to keep " + newest + " makes no sense", "");
        }
        Optional<String> age = flags.filled(OLDER_THAN.name());
        return new KeepRule(invocation.arguments(), newest, flags.list("protect"),
                age.isPresent() ? Optional.of(age(age.get())) : Optional.empty(), flags.filters());
    }

    /** What the settings say of all these repositories, if that is one number. */
    private static int settled(Invocation invocation) {
        Map<String, Integer> keep = invocation.settings().get().keep();
        List<Integer> numbers = invocation.arguments().stream()
                .map(repository -> KeepRule.newest(keep, repository).orElse(KeepRule.USUAL)).distinct().toList();
        if (numbers.size() > 1) {
            throw new Failure(Failure.Kind.INVALID, "apply the rule", String.join(" ", invocation.arguments()),
                    "the settings keep different numbers of these", "Name them one at a time, or say --keep.");
        }
        return numbers.get(0);
    }

    /** {@code 30d}, {@code 12h}, {@code 2w}; a number alone counts days. */
    private static Duration age(String text) throws UsageException {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw UsageException.flag("invalid argument \"" + text + "\" for \"" + OLDER_THAN.spelled()
                    + "\" flag: write hours, days or weeks (12h, 30d, 2w)");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "w" -> Duration.ofDays(7 * count);
            default -> Duration.ofDays(count);
        };
    }

    private static void print(Invocation invocation, KeepForecast forecast, Instant now) {
        Output out = invocation.out();
        KeepPlan plan = forecast.plan();
        if (plan.rows().isEmpty()) {
            out.line("No image here is of " + SafeText.line(String.join(" or ", invocation.arguments())) + ".");
            return;
        }
        Map<String, RemovalPlan.Target> targets = new HashMap<>();
        forecast.removal().targets().forEach(target -> targets.put(target.image(), target));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE", "WHAT"));
        for (KeepPlan.Row row : plan.rows()) {
            for (Reference name : row.names()) {
                lines.add(List.of(row.repository(), name.tag().orElse(""), row.image().id().shortHex(),
                        Times.agoIfKnown(row.image().created(), now), HumanSize.inList(row.image().size()),
                        what(row, Optional.ofNullable(targets.get(name.familiar())))));
            }
        }
        Table.print(out, lines);
        int going = plan.going().size();
        out.line("");
        out.line(going == 0 ? "Nothing goes." : going + (going == 1 ? " image goes, " : " images go, ")
                + (plan.rows().size() - going) + (plan.rows().size() - going == 1 ? " stays" : " stay") + ", frees "
                + HumanSize.of(forecast.removal().frees()));
    }

    /** @param target what the backend says of it, where it goes */
    private static String what(KeepPlan.Row row, Optional<RemovalPlan.Target> target) {
        return switch (row.verdict()) {
            case NEWEST -> "stays: " + (row.rank() == 1 ? "the newest" : "number " + row.rank());
            case IN_USE -> "stays: used by a container";
            case PROTECTED -> "stays: protected by " + SafeText.line(row.pattern().orElse(""));
            case YOUNG -> "stays: not old enough";
            case GOES -> switch (target.map(RemovalPlan.Target::effect).orElse(Effect.DELETE)) {
                case DELETE -> "goes";
                case UNTAG -> "goes, other names stay";
                case LEAVE_DANGLING -> "goes; the image stays without a name";
                case BLOCKED -> "cannot go: in use";
            };
        };
    }
}
