package dev.jimg.service;

import java.util.List;

/**
 * What a prune would do.
 *
 * @param images those that would go
 * @param frees bytes on this disk, layers that stay for others not counted
 * @param partial bytes of {@code frees} that are left-overs of unfinished downloads
 * @param trash bytes of {@code frees} that were removed before and can still be taken back
 * @param kept bytes of {@code frees} that are free only when the trash is emptied
 */
public record PrunePlan(PruneRequest request, List<ImageSummary> images, long frees, long partial, long trash,
        long kept) {

    /** Where nothing is in the trash or comes into it. */
    public PrunePlan(PruneRequest request, List<ImageSummary> images, long frees, long partial) {
        this(request, images, frees, partial, 0, 0);
    }
}
