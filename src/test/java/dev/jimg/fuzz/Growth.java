package dev.jimg.fuzz;

import java.util.function.IntFunction;

/**
 * An input of any size.
 *
 * @param what grows in it
 * @param entries of the smaller one; it must take some milliseconds
 * @param input the input with this many
 */
public record Growth(String what, int entries, IntFunction<byte[]> input) {}
