package dev.jimg.fuzz;

import java.util.List;
import java.util.Random;

/**
 * Tars of the kinds of entries that readers were broken with, in any order and number. Every second one has nothing that
 * is refused for its form: so that links, whiteouts and what goes through them are really unpacked.
 */
public final class HostileTar {

    private static final List<String> PARTS = List.of("a", "b", "c", "l", "h", "d", "..", ".", "", "etc", "outside", "secret",
            ".wh.a", ".wh..wh..opq", ".wh.", ".wh...", "é", "\0", "\n", "a".repeat(300), "\u009b");
    private static final String TYPES = "000000111222225555534678VSLKxgX9\0\u00ff";
    private static final List<String> SPARSE = List.of("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=9999",
            "GNU.sparse.realsize=9223372036854775807", "GNU.sparse.size=1099511627776", "GNU.sparse.offset=512",
            "GNU.sparse.numbytes=9999999999", "GNU.sparse.map=0,1,2,3", "GNU.sparse.map=0,9223372036854775807,1",
            "GNU.sparse.numblocks=1000000000", "GNU.sparse.name=../../outside/secret", "GNU.sparse.map=" + "0,0,".repeat(500));
    private static final List<String> PAX = List.of("path=../outside/secret", "path=/outside/x", "path=" + "d/".repeat(400),
            "linkpath=../outside", "size=5", "size=-1", "size=9223372036854775807", "uid=4294967296", "gid=-2",
            "uid=99999999999999999999", "mtime=1e9", "mtime=-99999999999999.999999999", "mtime=.", "SCHILY.xattr.user.a=b",
            "SCHILY.xattr.security.capability=\1\0\0\2", "SCHILY.xattr.=x", "path=", "hdrcharset=BINARY", "=", "a");

    private static final List<String> SOUND = List.of("a", "b", "c", "l", "h", "d", ".", "outside", "secret", ".wh.a", ".wh.l",
            ".wh..wh..opq", "etc");
    private static final List<String> TARGETS = List.of("a", "l", "../outside", "../../outside", "../outside/secret", "/outside",
            "..", ".", "a/b", "d/../../outside", "nowhere");

    private final Random random;
    private final String root;
    private final boolean sound;
    private final RawTar tar = new RawTar();

    private HostileTar(Random random, String root) {
        this.random = random;
        this.root = root;
        this.sound = random.nextBoolean();
    }

    public static byte[] make(Random random) {
        return make(random, "");
    }

    /** @param root what absolute names and targets begin with: a directory whose {@code outside} is watched */
    public static byte[] make(Random random, String root) {
        return new HostileTar(random, root).make();
    }

    private byte[] make() {
        return sound ? makeSound() : makeAny();
    }

    private byte[] makeSound() {
        int entries = 1 + random.nextInt(12);
        for (int i = 0; i < entries; i++) {
            char type = "0000122255".charAt(random.nextInt(10));
            // A hard link to what is not there ends the whole.
            type = type == '1' && random.nextInt(3) > 0 ? '2' : type;
            tar.entry(name(SOUND), type, type == '1' || type == '2' ? target() : "", type == '0' ? content() : new byte[0]);
        }
        return tar.end();
    }

    private byte[] makeAny() {
        int entries = 1 + random.nextInt(12);
        for (int i = 0; i < entries; i++) {
            switch (random.nextInt(12)) {
                case 0 -> tar.pax(random.nextInt(4) == 0 ? 'g' : 'x', record(), record());
                case 1 -> tar.pax('x', pick(SPARSE), pick(SPARSE), pick(SPARSE));
                case 2 -> tar.entry("././@LongLink", random.nextBoolean() ? 'L' : 'K', "", name().getBytes());
                case 3 -> tar.entry(name(), type(), name(), size(), content(), id());
                case 4 -> tar.block(randomHeader());
                case 5 -> tar.entry(name(), '0', "", "3\n0\n5\n9\n9\n9999\n0\n".getBytes());
                default -> tar.entry(name(), type(), random.nextInt(3) == 0 ? name() : "", content());
            }
        }
        return random.nextInt(8) == 0 ? tar.bytes() : tar.end();
    }

    private String target() {
        String target = pick(TARGETS);
        return target.startsWith("/") ? root + target : target;
    }

    private String record() {
        return pick(PAX).replaceFirst("^path=/", "path=" + root + "/");
    }

    private String name() {
        return name(PARTS);
    }

    private String name(List<String> all) {
        StringBuilder name = new StringBuilder(random.nextInt(8) == 0 ? root + "/" : "");
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            name.append(i == 0 ? "" : "/").append(pick(all));
        }
        return name.toString();
    }

    private char type() {
        return TYPES.charAt(random.nextInt(TYPES.length()));
    }

    private long size() {
        return switch (random.nextInt(6)) {
            case 0 -> -1;
            case 1 -> Long.MAX_VALUE - random.nextInt(600);
            case 2 -> 1L << random.nextInt(63);
            default -> random.nextInt(2000);
        };
    }

    private long id() {
        return random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(3);
    }

    private byte[] content() {
        byte[] content = new byte[random.nextInt(3) == 0 ? random.nextInt(1500) : random.nextInt(3)];
        random.nextBytes(content);
        return content;
    }

    private byte[] randomHeader() {
        byte[] header = new byte[512];
        for (int i = 0; i < header.length; i++) {
            header[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : '0' + random.nextInt(8));
        }
        return header;
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
