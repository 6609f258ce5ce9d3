/**
 * Deflate data (RFC 1951), inflated: what looking at the layers of an image spends half of its time on.
 *
 * <p>{@link dev.jimg.inflate.OwnInflater} is here because it takes 0.7 of the time of {@link java.util.zip.Inflater} (over
 * zlib 1.2.13; real layers, warm). Two things make it so. Bits come eight bytes at once into a long, so that one look at
 * the input is enough for three literals, or for half a match. And matches are copied by eight bytes within one
 * buffer, which also is the window, while there is room for the longest; the edges are left to a loop that takes its time.
 * Two literals in one table entry were slower here, as were larger tables and another window.
 *
 * <p>It answers as zlib does: the same bytes, the same data refused with the same words.
 *
 * <p>It has to be compiled first, which takes longer than a short command has: {@link dev.jimg.inflate.Inflaters} begins
 * with that of the JDK in each process.
 */
package dev.jimg.inflate;
