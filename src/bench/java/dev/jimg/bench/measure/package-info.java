/**
 * What work takes, and fairly: who is compared does the same work on the same machine in turns, and a run counts with all
 * the processes it needs.
 *
 * <p>Time is the wall's, from the start of a command to its end, about three milliseconds of which are the measuring (the
 * same for everybody). Processor time and memory of a command are what the kernel accounts to it and to the children it
 * waited for ({@code /usr/bin/time}); memory is that of the largest of them. Where a daemon works, the difference of its
 * processor time in {@code /proc} is added, and its peak over the run: it is what the command costs the machine.
 */
package dev.jimg.bench.measure;
