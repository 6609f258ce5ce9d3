package dev.jimg.service;

import java.util.List;

/**
 * What a prune would do.
 *
 * @param images those that would go
 * @param frees bytes on this disk, layers that stay for others not counted
 * @param partial bytes of {@code frees} that are left-overs of unfinished downloads
 */
public record PrunePlan(PruneRequest request, List<ImageSummary> images, long frees, long partial) {}
