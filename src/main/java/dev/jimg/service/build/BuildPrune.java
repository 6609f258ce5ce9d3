package dev.jimg.service.build;

import java.util.List;

/**
 * What a prune of the build cache did.
 *
 * @param removed IDs of what went
 * @param freed bytes
 */
public record BuildPrune(List<String> removed, long freed) {}
