package dev.jimg.service.build;

import java.util.List;
import java.util.Map;

/**
 * What of the build cache is to go.
 *
 * @param all also what images share with it; else only what nothing but builds needs
 * @param filters docker's; of the embedded store {@code until}, which goes by the last use
 * @param limits how much may stay
 */
public record BuildPruneRequest(boolean all, Map<String, List<String>> filters, Limits limits) {

    /**
     * In bytes, 0 where nothing is said; with nothing said all goes. What was used last stays longest.
     *
     * @param reserved that much may always stay
     * @param most that much may stay at the most
     * @param free that much of the disk should be free afterwards
     */
    public record Limits(long reserved, long most, long free) {

        public static final Limits NONE = new Limits(0, 0, 0);

        /**
         * How much may stay.
         *
         * @param total bytes that the cache has
         * @param available bytes that are free on its disk
         */
        public long keep(long total, long available) {
            long keep = most;
            long missing = free - available;
            if (missing > 0) {
                keep = keep == 0 ? total - missing : Math.min(keep, total - missing);
            }
            boolean enough = free > 0 && missing <= 0 && most == 0;
            return enough ? total : Math.max(keep, reserved);
        }
    }
}
