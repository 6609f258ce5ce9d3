/**
 * Input that was made to do harm, by the thousand: what is read from outside is given documents and archives that nobody
 * wrote in good faith, and must read them or refuse them in the words it declares.
 *
 * <p>Own generators and not a library's: the hard inputs here are tars and packed streams, for which every library wants
 * a generator of ours anyway, and the same seed must give the same case on every machine. A line that reads through what
 * is private to a package stands in that package.
 */
package dev.jimg.fuzz;
