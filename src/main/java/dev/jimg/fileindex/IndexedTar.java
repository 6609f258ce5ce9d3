package dev.jimg.fileindex;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.DiffId;

/** A layer's files, and which layer it is. */
public record IndexedTar(DiffId diffId, LayerFiles files) {}
