/**
 * Hashes that nobody who makes an image can foresee: polynomials over the integers modulo 2^61 - 1, at a secret point.
 *
 * <p>Names and contents of a layer come from strangers. With a hash that they know they could look for a million names
 * that fall into one place of a table, and each search would go past all of them: hours for a layer of a few megabytes.
 * {@link java.util.HashMap} helps itself with trees; tables of numbers ({@code files}, {@code archive}), which take a
 * tenth of its memory, need this.
 *
 * <p>It knows the JDK only.
 */
package dev.jimg.hash;
