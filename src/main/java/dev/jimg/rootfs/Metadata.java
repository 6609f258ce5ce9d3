package dev.jimg.rootfs;

import dev.jimg.posix.Dir;
import dev.jimg.posix.Errno;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.Posix;
import dev.jimg.posix.PosixException;
import dev.jimg.posix.Xattrs;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import java.io.IOException;
import java.util.Map;

/** Gives files the owners, permissions, attributes and times of their entries, as far as this machine lets us. */
final class Metadata {

    private static final long MAX_ID = 0xfffffffeL;
    private static final long UNSIGNED = 0xffffffffL;

    private final Notices notices;
    private final boolean root = Posix.isRoot();

    Metadata(Notices notices) {
        this.notices = notices;
    }

    /** Of a new file. The order matters: a new owner takes setuid and capabilities away, and everything a time. */
    void set(Dir dir, String name, TarEntry entry) throws IOException {
        FileStat stat = dir.stat(name).orElseThrow(() -> LayerPaths.refused(entry.name(), "went away"));
        // One more name of a file must not cost it its capabilities.
        boolean hasOwner = (stat.uid() & UNSIGNED) == entry.uid() && (stat.gid() & UNSIGNED) == entry.gid();
        if (!hasOwner) {
            owner(dir, name, entry);
        }
        if (!stat.isSymlink() && (!hasOwner || stat.permissions() != permissions(entry))) {
            dir.chmod(name, permissions(entry));
        }
        attributes(dir.xattrs(name), entry);
        if (entry.type() != TarEntry.Type.DIRECTORY) {
            dir.setTime(name, time(entry));
        }
    }

    /** Of a directory that was there already: it keeps nothing of what it had. */
    void replace(Dir dir, String name, TarEntry entry) throws IOException {
        Xattrs xattrs = dir.xattrs(name);
        for (String old : xattrs.all().keySet()) {
            if (!entry.xattrs().containsKey(old) && !old.startsWith("security.selinux") && !old.startsWith("system.")) {
                xattrs.remove(old);
            }
        }
        owner(dir, name, entry);
        dir.chmod(name, permissions(entry));
        attributes(xattrs, entry);
    }

    /** @return false if devices cannot be made here */
    boolean device(Dir dir, String name, int type, TarEntry entry) throws PosixException {
        try {
            dir.mknod(name, type, entry.major(), entry.minor());
            return true;
        } catch (PosixException e) {
            if (!e.is(Errno.EPERM)) {
                throw e;
            }
            notices.add("device files are left out: making them needs root");
            return false;
        }
    }

    static FileStat.Time time(TarEntry entry) {
        return new FileStat.Time(entry.mtime(), entry.mtimeNanos());
    }

    private void owner(Dir dir, String name, TarEntry entry) throws IOException {
        if (entry.uid() < 0 || entry.uid() > MAX_ID || entry.gid() < 0 || entry.gid() > MAX_ID) {
            throw new TarException("damaged tar (an owner is out of range)");
        }
        if (!root) {
            if (entry.uid() != 0 || entry.gid() != 0) {
                notices.add("owners are left out: setting them needs root");
            }
            return;
        }
        try {
            dir.chown(name, (int) entry.uid(), (int) entry.gid());
        } catch (PosixException e) {
            if (!e.is(Errno.EPERM) && !e.is(Errno.EINVAL)) {
                throw e;
            }
            notices.add("owners are left out: this machine does not let even root set them");
        }
    }

    /** Without root, who unpacks must be able to go on in what was unpacked. */
    private int permissions(TarEntry entry) {
        if (root) {
            return entry.mode();
        }
        return entry.mode() | (entry.type() == TarEntry.Type.DIRECTORY ? 0700 : 0600);
    }

    private void attributes(Xattrs xattrs, TarEntry entry) throws PosixException {
        for (Map.Entry<String, byte[]> attribute : entry.xattrs().entrySet()) {
            String name = attribute.getKey();
            // In a lower directory of an overlay these would be orders to the kernel.
            if (name.startsWith("trusted.overlay.") || name.startsWith("user.overlay.")) {
                notices.add("attributes of overlayfs are left out");
                continue;
            }
            try {
                xattrs.set(name, attribute.getValue());
            } catch (PosixException e) {
                if (!e.is(Errno.ENOTSUP) && !e.is(Errno.EPERM) && !e.is(Errno.EACCES)) {
                    throw e;
                }
                notices.add("the attribute " + name + " is left out: "
                        + (e.is(Errno.ENOTSUP) ? "the file system does not support it" : "setting it needs root"));
            }
        }
    }
}
