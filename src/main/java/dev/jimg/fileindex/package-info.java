/**
 * From the tar of a layer to its {@link dev.jimg.files.LayerFiles}, in one pass and without unpacking it; and back from a
 * file that remembers them.
 *
 * <p>An index is kept under the DiffID, the digest of the tar itself: it is the same whatever packs the layer, whichever
 * engine or registry it comes from, and it never gets stale. So that nothing wrong is ever kept under a DiffID, the tar is
 * hashed while it is read, and what it turned out to be is what counts. What is kept can be deleted at any time.
 *
 * <p>Where the tar of a layer goes by for another end, {@link dev.jimg.fileindex.IndexFeed} makes the index on the way;
 * {@link dev.jimg.fileindex.LayerIndexer} reads a tar for nothing but its index. Of each file a hash is kept, so that two
 * images can be compared: it makes the reading of gzipped layers a fifteenth slower (1 GB in 40 layers, CPU: 3.7 s and
 * 0.23 s), where eight bytes of a SHA-256 made it a quarter slower.
 */
package dev.jimg.fileindex;
