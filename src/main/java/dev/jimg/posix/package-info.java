/**
 * The system calls of Linux that the JDK lacks, for who unpacks layers, runs containers and shares files with others.
 *
 * <p>What the JDK cannot do: open, make, link and remove a file <em>relative to an open directory</em> for every type of
 * file ({@code SecureDirectoryStream} makes no directory, link or device), set any extended attribute outside
 * {@code user.}, make a device or pipe, set the times of a symbolic link to the nanosecond, name a file whose bytes are
 * no text of the locale (in the C locale that is every name outside ASCII), exchange two files in one
 * step, mount, and open a pseudo-terminal or share one with another process. JNA does, without a compiler or a helper
 * process. It is loaded by the first use: nothing that only reads a store uses it.
 *
 * <p>Names are <em>byte strings</em>: a String with one character, U+0000 to U+00FF, for each byte. The kernel knows bytes,
 * not letters; so every name there is can be said, in every locale, and the order of names is the order of their bytes.
 * {@link dev.jimg.posix.Bytes} converts.
 */
package dev.jimg.posix;
