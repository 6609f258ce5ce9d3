/**
 * The running screen: the loop that owns the state and the terminal, the mailbox everyone else posts to, and the runner
 * that asks the image service on worker threads.
 *
 * <p>One thread ({@code jimg-ui}, the main thread) owns the state, the grid and the output. Workers see immutable
 * records and only post. The mailbox is the one shared mutable object: its lock is short and covers no I/O, and posting
 * never waits, so that a slow terminal can never slow a download. While nothing happens, nothing runs: the loop sleeps
 * in the mailbox without a timer.
 */
package dev.jimg.tui.run;
