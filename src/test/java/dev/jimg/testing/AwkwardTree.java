package dev.jimg.testing;

import java.nio.file.Path;

/**
 * An image that holds all that is awkward about a root file system, as layers that GNU tar packs, and changes for a
 * container of it. The program {@code sleep} in it runs.
 */
public final class AwkwardTree {

    /** Every kind of file; names, owners, modes, times and attributes that others have stumbled over. */
    private static final String LOWEST = """
            mkdir -p dev proc sys etc; : > etc/hosts; : > etc/hostname; : > etc/resolv.conf
            mkdir -p a/b/c empty sticky 'name with blanks' "$(printf 'caf\\303\\251')" "$(printf 'latin\\351')"
            echo one > a/one; echo two > a/b/two; ln a/one a/b/again; ln a/one zz
            printf x > "$(printf 'latin\\351')/$(printf '\\377\\376')"; echo n > "$(printf 'two\\nlines')"
            echo longest > "$(printf 'm%.0s' $(seq 1 255))"; ln -s "$(printf 't%.0s' $(seq 1 300))" 'a/long target'
            long=$(printf 'l%.0s' $(seq 1 120)); mkdir -p $long/$long/$long; echo deep > $long/$long/$long/$long
            ln $long/$long/$long/$long $long/again
            ln -s ../a/one empty/link; ln -s /etc/passwd absolute; ln -s nowhere/at/all dangling; ln -s a linktodir
            mkfifo pipe; mknod null c 1 3; mknod disk b 259 70000
            echo s > setuid; chown 1000:2000 setuid; chmod 6755 setuid; chmod 1777 sticky; chmod 000 a/b/two
            echo cap > cap; setcap cap_net_raw+ep cap; echo big > bigid; chown 3000000:4000000000 bigid
            setfattr -n user.text -v value a/one; setfattr -n user.bytes -v 0xfffe00010a a/b; chown -h 5:6 absolute
            truncate -s 3M holes; printf data | dd of=holes bs=1 seek=1048576 conv=notrunc 2>/dev/null
            mkdir -p opaque/inner gone/deep dirtofile; echo o > opaque/old; echo i > opaque/inner/old
            echo g > gone/deep/file; echo f > dirtofile/x; echo f > filetodir; echo r > renewed; echo k > low
            mkdir -p kept/inner; echo k > kept/inner/file; echo w > kept/whiteout; chmod 2750 kept
            touch -h -d '1999-12-31 23:59:59.123456789 UTC' absolute a/one holes kept/inner kept/inner/file
            touch -d '2001-01-01 UTC' pipe empty a/b a
            """;

    /** What replaces and hides; its whiteouts come before the names that they hide. */
    private static final String NEXT = """
            mkdir opaque filetodir linktodir empty kept
            : > opaque/.wh..wh..opq; echo n > opaque/new; : > .wh.gone; echo f > dirtofile; echo in > filetodir/in
            : > .wh.renewed; echo again > renewed; echo y > linktodir/y; : > kept/.wh.whiteout
            chown 7:8 empty; chmod 2750 empty; setfattr -n user.later -v 1 empty; touch -d '2003-03-03 UTC' kept empty
            """;

    /**
     * What docker 20.10 on overlayfs does not unpack, or not as the specification has it. Each layer is alone in a
     * directory there: no link can lead to a lower one, and a directory that comes anew shows what it replaces. One more
     * name takes the capabilities of a file away, no time is before 1970, and no sparse file can be packed again.
     */
    private static final String LAST = """
            mkdir a again; echo lost > a/one; touch -d '1999-12-31 23:59:59.123456789 UTC' a/one; ln a/one highlink
            : > .wh.kept; mkdir kept; echo only > kept/only; : > again/.wh.never; touch -d '1960-01-01 UTC' again kept/only
            echo capable > cap2; setcap cap_net_raw+ep cap2; ln cap2 cap2again
            """;

    private static final String SPARSE = """
            truncate -s 5M sparse; echo end >> sparse
            """;

    /** Changes of every kind, with those that keep size and time among them. */
    public static final String CHANGES = """
            echo evil > zz; truncate -s 4 zz; touch -d '1999-12-31 23:59:59.123456789 UTC' zz
            rm a/b/two; rm -r kept/inner; chmod 4711 setuid; setfattr -n user.x -v 1 sticky; rm low; mkdir low
            echo in > low/in; rm linktodir/y; rmdir linktodir; ln -s a linktodir; rm -r opaque; mkdir opaque
            echo newer > opaque/newer; rm -r filetodir; echo file > filetodir; chown 3000000:1 bigid; rm disk
            n=$(printf 'n%.0s' $(seq 1 150)); mkdir $n; echo x > $n/$n; ln $n/$n linked; mkfifo tube; mknod n c 1 3
            echo c > newcap; setcap cap_net_raw+ep newcap; printf x > "$(printf '\\377')"; echo l > "$(printf 'new\\nline')"
            ln -sfn elsewhere absolute; mv renewed moved; mv a/b/c a/b/d; rm pipe; echo now > pipe; chmod 755 empty
            ln -s "$(printf 't%.0s' $(seq 1 300))" target; mkdir void; chmod 1777 void; chown 9:9 void; touch -d '2005-05-05 UTC' opaque
            """;

    private AwkwardTree() {}

    /** Programs that its making needs. */
    public static void requirements() {
        Tools.requireRoot();
        Tools.require("tar", "setcap", "setfattr", "getfattr", "busybox");
    }

    /** What docker can unpack. */
    public static ImageFixture image() {
        return builder().build();
    }

    /** With layers more, that docker cannot. */
    public static ImageFixture imageBeyondDocker() {
        return builder().layer("last", layer(LAST, "", "; tar --delete -f layer.tar ./a/one"))
                .layer("sparse", layer(SPARSE, "--sparse", "")).build();
    }

    private static ImageFixture.Builder builder() {
        return ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI)
                .layer("lowest", layer(LOWEST, "", "")).layer("next", layer(NEXT, "", ""));
    }

    private static LayerFixture layer(String script, String options, String afterwards) {
        Path directory = TempDirs.forThisJvm("jimg-awkward-");
        Run.of("sh", "-ec", "mkdir tree; cd tree; " + script).in(directory).run();
        Run.of("sh", "-ec", "tar --format=pax --sort=name --xattrs --xattrs-include=* " + options
                + " -C tree -cf layer.tar ." + afterwards + "; gzip layer.tar").in(directory).run();
        TempDirs.delete(directory.resolve("tree"));
        return LayerFixture.ofGzip(directory.resolve("layer.tar.gz"));
    }
}
