package dev.jimg.service;

import dev.jimg.oci.Reference;

/**
 * Whose tags to list.
 *
 * @param repository tag and digest are ignored
 * @param limit how many at most; 0 for all
 */
public record TagsRequest(Reference repository, int limit) {}
