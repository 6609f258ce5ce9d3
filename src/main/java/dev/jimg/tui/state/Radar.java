package dev.jimg.tui.state;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullAllowance;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.UpdateStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the names here that moved in their registries.
 *
 * @param known by name; a name that stands for another image by now counts no more
 * @param listed what is worth a look, in order: what moved, what is gone, what could not be asked
 * @param counts how many names stand how
 * @param asked when registries were last asked; empty if never
 * @param loaded whether it is known what earlier checks found
 * @param check the one under way
 * @param allowance how many pulls Docker Hub leaves, once it has said so
 */
public record Radar(Map<Reference, UpdateStatus> known, List<UpdateStatus> listed, Map<State, Integer> counts,
        Optional<Instant> asked, boolean loaded, Optional<Check> check, Optional<PullAllowance> allowance) {

    public static final Radar EMPTY = new Radar(Map.of(), List.of(), Map.of(), Optional.empty(), false,
            Optional.empty(), Optional.empty());

    private static final Comparator<UpdateStatus> ORDER = Comparator.comparing(UpdateStatus::state)
            .thenComparing(status -> status.name().familiar());

    /**
     * Registries are being asked.
     *
     * @param total how many names; 0 while that is not known
     * @param wanted whether a person asked for it, who wants to hear how it ended
     */
    public record Check(long request, int done, int total, boolean wanted) {}

    public Radar {
        known = Map.copyOf(known);
        listed = List.copyOf(listed);
        counts = Map.copyOf(counts);
    }

    /** Whether the registry has another image under the name of a row. */
    public boolean marks(ImageRow row) {
        return state(row).filter(state -> state == State.MOVED).isPresent();
    }

    /** How the name of a row stands; empty where nobody has asked, or it stands for another image by now. */
    Optional<State> state(ImageRow row) {
        return known.isEmpty() ? Optional.empty() : row.tag().map(known::get)
                .filter(status -> status.image().equals(row.image().id())).map(UpdateStatus::state);
    }

    /** How many names stand so. */
    public int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    /** When it is time to ask again by itself; empty where nobody wants that, or it cannot be done now. */
    Optional<Instant> due(int hours) {
        return hours == 0 || !loaded || check.isPresent() ? Optional.empty()
                : Optional.of(asked.map(when -> when.plus(Duration.ofHours(hours))).orElse(Instant.EPOCH));
    }

    Radar withCheck(Optional<Check> value) {
        return new Radar(known, listed, counts, asked, loaded, value, allowance);
    }

    /** Registries are being asked from now on. */
    Radar begin(Check value, Instant now) {
        return new Radar(known, listed, counts, Optional.of(now), loaded, Optional.of(value), allowance);
    }

    Radar withLoaded() {
        return new Radar(known, listed, counts, asked, true, check, allowance);
    }

    Radar withAllowance(PullAllowance value) {
        return new Radar(known, listed, counts, asked, loaded, check, Optional.of(value));
    }

    /** With these in place of what was known of the same names. */
    Radar with(Collection<UpdateStatus> found) {
        Map<Reference, UpdateStatus> more = new HashMap<>(known);
        found.forEach(status -> more.put(status.name(), status));
        return of(more);
    }

    /** Without names that stand for other images by now. */
    Radar among(List<ImageRow> rows) {
        if (known.isEmpty()) {
            return this;
        }
        Map<Reference, UpdateStatus> kept = new HashMap<>();
        for (ImageRow row : rows) {
            ImageId image = row.image().id();
            row.tag().map(known::get).filter(status -> status.image().equals(image))
                    .ifPresent(status -> kept.put(status.name(), status));
        }
        return kept.size() == known.size() ? this : of(kept);
    }

    private Radar of(Map<Reference, UpdateStatus> all) {
        Map<State, Integer> counted = new EnumMap<>(State.class);
        all.values().forEach(status -> counted.merge(status.state(), 1, Integer::sum));
        Optional<Instant> latest = Stream.concat(asked.stream(), all.values().stream().map(UpdateStatus::checked))
                .max(Comparator.naturalOrder());
        return new Radar(all, all.values().stream()
                .filter(status -> status.state() != State.CURRENT && status.state() != State.LOCAL)
                .sorted(ORDER).toList(), counted, latest, loaded, check, allowance);
    }
}
