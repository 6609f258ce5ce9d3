/**
 * Who is compared: this program, as one command and within a process that is running like the full-screen app
 * ({@link dev.jimg.bench.peer.App}), and the tools that are installed.
 *
 * <p>Each keeps what it has below a directory of this run, and is asked for the same work in its own words. «Cold» means
 * an empty destination: what it reads has been read before and is in memory, for everybody.
 */
package dev.jimg.bench.peer;
