/**
 * The images that are moved about: of real files, and many small ones.
 *
 * <p>Layers are made of this machine's {@code /usr}, because random bytes cannot be packed and zeros pack too well; which
 * files follows from their names alone. They are packed by {@code tar} and {@code pigz}, so that none of those who are
 * compared reads what it wrote itself, and kept from run to run.
 */
package dev.jimg.bench.image;
