package dev.jimg.service;

import dev.jimg.oci.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param images how many were looked at
 * @param blobs how many different blobs these have here
 * @param bytes that were read
 */
public record VerifyResult(int images, int blobs, long bytes, List<Damage> damages) {

    /**
     * A blob that is missing, or is not what its digest promises.
     *
     * @param kind {@code layer}, {@code config} or {@code manifest}
     * @param why a phrase
     * @param images what needs it: names, or IDs of those without a name
     * @param repair what became of it where a repair was asked for
     */
    public record Damage(Digest blob, String kind, String why, List<String> images, Optional<Repair> repair) {

        /** Whether it is damaged still. */
        public boolean stands() {
            return repair.map(done -> done.failure().isPresent()).orElse(true);
        }
    }

    /** @param failure why it could not be repaired; empty if it was */
    public record Repair(Optional<Failure> failure) {}

    /** Whether nothing is damaged, or no more. */
    public boolean good() {
        return damages.stream().noneMatch(Damage::stands);
    }
}
