/**
 * The loops that most of the time goes through, one at a time and without disk, network or start-up (JMH).
 *
 * <p>They tell where a change of the whole came from; by themselves they compare with nothing.
 */
package dev.jimg.bench.kernel;
