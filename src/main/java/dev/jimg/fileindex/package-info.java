/**
 * From the tar of a layer to its {@link dev.jimg.files.LayerFiles}, in one pass and without unpacking it; and back from a
 * file that remembers them.
 *
 * <p>An index is kept under the DiffID, the digest of the tar itself: it is the same whatever packs the layer, whichever
 * engine or registry it comes from, and it never gets stale. So that nothing wrong is ever kept under a DiffID, the tar is
 * hashed while it is read, and what it turned out to be is what counts. What is kept can be deleted at any time.
 */
package dev.jimg.fileindex;
