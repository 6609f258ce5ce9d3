/**
 * What somebody meant who typed a word that is not known.
 *
 * <p>It lies below both the screen, whose state may know neither catalogues nor terminals, and the line shell, so that
 * all of them propose the same word.
 */
package dev.jimg.spelling;
