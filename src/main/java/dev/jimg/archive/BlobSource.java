package dev.jimg.archive;

import dev.jimg.oci.Digest;
import java.io.InputStream;

/** Where the blobs of images are that are to be written to an archive. */
@FunctionalInterface
public interface BlobSource {

    /** The blob's bytes, unverified. What it throws is its own, unchecked. */
    InputStream open(Digest blob);
}
