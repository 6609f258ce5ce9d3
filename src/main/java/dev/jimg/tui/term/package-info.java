/**
 * The terminal under the screen: a grid of cells, its difference as bytes, key decoding, raw mode, signals.
 */
package dev.jimg.tui.term;
