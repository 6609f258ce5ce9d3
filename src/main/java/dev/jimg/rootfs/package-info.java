/**
 * Root file systems: layers unpacked onto a directory, and what changed in one written as a layer (OCI image spec,
 * «Image Layer Filesystem Changeset»).
 *
 * <p><b>Never outside the root.</b> A layer comes from strangers, and a container may still be running in the tree that is
 * read. So no path is ever given to the kernel: every component is opened by itself, relative to the directory before
 * it, without following links; a symbolic link is read and then walked here, with the root of the tree as its {@code /},
 * and {@code ..} above the root is the root ({@link dev.jimg.rootfs.RootTree}). There is no moment between check and use
 * in which a swapped directory leads elsewhere. The JDK alone cannot do this, see {@link dev.jimg.posix}.
 *
 * <p><b>Without root.</b> Owners, devices and most extended attributes cannot be set. They are left out, and
 * {@link dev.jimg.rootfs.Notices} says so in one line each; directories and files keep at least the permission that
 * lets their owner go on.
 *
 * <p><b>What a diff guarantees.</b> {@link dev.jimg.rootfs.TreeSnapshot} holds inode, ctime and all metadata of every
 * file. The kernel sets ctime on every change and lets nobody set it back, so a change is never missed, also one that
 * keeps size and mtime; only two changes within the same tick of the kernel's clock (at most 10 ms), the first before and
 * the second after the snapshot was taken, look like one. What merely looks changed (a file linked once more) is in the layer,
 * as it is in one of overlayfs.
 */
package dev.jimg.rootfs;
