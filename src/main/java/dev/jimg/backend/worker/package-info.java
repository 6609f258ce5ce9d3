/**
 * Transfers on the embedded store that outlive the screen: what is kept of them, and the process that does one.
 *
 * <p>Everything is told by files in {@code transfers/ID/} of the store, for who began a transfer is gone by the time that
 * another wants to hear of it: {@code request.json} (what is wanted), {@code state.json} (how far it is, replaced whole
 * at most twice a second), {@code result.json} (how it ended), {@code cancel} (somebody wants it to stop),
 * {@code output} (what a build says, an event a line; of very much, the steps and the end). That its process lives is
 * told by a lock, which the operating system lets go of with the process: one with neither a result nor a living
 * process was interrupted.
 *
 * <p>No daemon: each transfer is a process, which ends with it.
 */
package dev.jimg.backend.worker;
