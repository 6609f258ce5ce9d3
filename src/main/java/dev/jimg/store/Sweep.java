package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep took, or would take.
 *
 * @param blobs the blobs that nothing needs
 * @param partials how many unfinished downloads
 * @param partialBytes bytes of these
 * @param freed bytes of both
 * @param hindrance why blobs were left alone altogether, if they were
 */
public record Sweep(List<Digest> blobs, int partials, long partialBytes, long freed, Optional<String> hindrance) {}
