package dev.jimg.service;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.Optional;

/**
 * What a copy did.
 *
 * @param name what the image is called at the target
 * @param digest of its manifest or index in a registry; empty where no registry had a part
 * @param moved bytes of blobs that travelled, -1 if not known
 */
public record CopyResult(Reference name, Optional<Digest> digest, long moved) {}
