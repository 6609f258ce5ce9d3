package dev.jimg.service;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;

/**
 * How a pull ended.
 *
 * @param digest what the name stood for in the registry
 * @param fresh something changed here; false if the image was up to date
 * @param fetched bytes of layers that came over the wire in this pull
 */
public record PullResult(Reference reference, Digest digest, ImageId image, boolean fresh, long fetched) {}
