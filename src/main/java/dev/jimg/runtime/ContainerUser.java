package dev.jimg.runtime;

import dev.jimg.posix.Bytes;
import dev.jimg.rootfs.RootTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who a process is, by the container's own {@code /etc/passwd} and {@code /etc/group}, as docker looks it up.
 *
 * @param groups the supplementary ones
 * @param home {@code /} if the user is not known by name
 */
record ContainerUser(long uid, long gid, List<Long> groups, String home) {

    private static final int MAX_FILE_BYTES = 4 << 20;
    private static final long MAX_ID = Integer.MAX_VALUE;

    /** One line: fields between colons. */
    private record Line(String[] fields) {

        static Stream<Line> of(RootTree root, String path, int wanted) throws IOException {
            Optional<byte[]> file = root.read(path, MAX_FILE_BYTES);
            return file.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("").lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> new Line(line.split(":", -1)))
                    .filter(line -> line.fields.length >= wanted);
        }

        boolean is(String name, long number) {
            return fields[0].equals(name) || number >= 0 && number(2) == number;
        }

        long number(int field) {
            return id(fields[field]);
        }
    }

    /** @throws RunException NOT_FOUND, in docker's words, if there is no such user or group */
    static ContainerUser of(RootTree root, String spec) {
        String[] parts = spec.split(":", 2);
        try {
            String name = parts[0].isEmpty() ? "0" : parts[0];
            long number = id(name);
            List<Line> users = Line.of(root, Bytes.ofText("etc/passwd"), 6).toList();
            Optional<Line> user = users.stream().filter(line -> line.is(name, number)).findFirst();
            if (user.isEmpty() && number < 0) {
                throw notFound("user", name, "passwd");
            }
            long uid = user.map(line -> line.number(2)).orElse(number);
            List<Line> groups = Line.of(root, Bytes.ofText("etc/group"), 3).toList();
            if (parts.length == 2 && !parts[1].isEmpty()) {
                return new ContainerUser(uid, group(groups, parts[1]), List.of(), home(user));
            }
            long gid = user.map(line -> line.number(3)).orElse(0L);
            return new ContainerUser(uid, gid, user.map(line -> memberships(groups, line.fields[0])).orElse(List.of()),
                    home(user));
        } catch (IOException e) {
            throw new RunException(RunException.Kind.DISK, "", "could not look up the user " + spec + " ("
                    + e.getMessage() + ")", "", ExitStatus.NOT_RUN, e);
        }
    }

    private static long group(List<Line> groups, String name) {
        long number = id(name);
        return groups.stream().filter(line -> line.is(name, number)).findFirst().map(line -> line.number(2))
                .orElseGet(() -> {
                    if (number < 0) {
                        throw notFound("group", name, "group");
                    }
                    return number;
                });
    }

    private static List<Long> memberships(List<Line> groups, String name) {
        TreeSet<Long> result = new TreeSet<>();
        for (Line group : groups) {
            boolean member = group.fields.length > 3 && List.of(group.fields[3].split(",")).contains(name);
            if (member && group.number(2) >= 0) {
                result.add(group.number(2));
            }
        }
        return List.copyOf(result);
    }

    private static String home(Optional<Line> user) {
        return user.map(line -> line.fields[5]).filter(home -> !home.isEmpty()).orElse("/");
    }

    /** -1 if it is no number that an ID can be (CVE-2024-40635: what overflows must not become root). */
    private static long id(String text) {
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long number = Long.parseLong(text);
        return number <= MAX_ID ? number : -1;
    }

    private static RunException notFound(String what, String name, String file) {
        return new RunException(RunException.Kind.NOT_FOUND, "",
                "unable to find " + what + " " + name + ": no matching entries in " + file + " file", "");
    }
}
