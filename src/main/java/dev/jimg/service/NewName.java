package dev.jimg.service;

import dev.jimg.oci.Reference;

/**
 * A name that an image is to get.
 *
 * @param image a reference or an ID
 */
public record NewName(String image, Reference target) {}
