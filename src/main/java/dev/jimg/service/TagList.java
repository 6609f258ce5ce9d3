package dev.jimg.service;

import dev.jimg.oci.Reference;
import java.util.List;

/** @param complete there are no more tags than these */
public record TagList(Reference repository, List<String> tags, boolean complete) {}
