package dev.jimg.service;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;

/**
 * How a push ended.
 *
 * @param digest of the manifest, as the registry has it now
 * @param size bytes of the manifest
 * @param sent bytes of layers and config that went over the wire, -1 if not known
 */
public record PushResult(Reference reference, Digest digest, long size, long sent) {}
