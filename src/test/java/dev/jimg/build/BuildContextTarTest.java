package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.testing.Run;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTarTest {

    @TempDir
    Path context;

    @Test
    void keepsModesLinksAndTimesInTheOrderOfNames() throws Exception {
        Path script = Files.writeString(context.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(script, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        Files.createDirectories(context.resolve("b/c"));
        Files.createSymbolicLink(context.resolve("b/out"), Path.of("/etc/passwd"));
        Files.createLink(context.resolve("z"), script);
        Run.command("mkfifo", context.resolve("pipe").toString());
        assertEquals(List.of("b/ 755", "b/c/ 755", "b/out -> /etc/passwd", "pipe 644", "run.sh 750", "z = run.sh"),
                entries(DockerIgnore.NONE).stream().map(BuildContextTarTest::described).toList());
        TarArchiveEntry sent = entries(DockerIgnore.NONE).get(4);
        assertEquals(1_000_000_000, sent.getLastModifiedTime().to(TimeUnit.SECONDS));
        assertEquals("0:0", sent.getLongUserId() + ":" + sent.getLongGroupId());
        assertEquals(10, sent.getSize());
    }

    @Test
    void takesNamesOfAnyLengthAndScript() throws Exception {
        String name = "é漢".repeat(40);
        Files.createDirectories(context.resolve(name).resolve(name));
        Files.writeString(context.resolve(name).resolve(name).resolve(name), "x");
        assertEquals(name + "/" + name + "/" + name, entries(DockerIgnore.NONE).get(2).getName());
    }

    @Test
    void leavesOutWhatIsIgnoredAndFindsWhatComesBack() throws Exception {
        Files.createDirectories(context.resolve("src/deep"));
        Files.createDirectories(context.resolve("target/classes"));
        for (String file : List.of("Dockerfile", ".dockerignore", "src/deep/A", "src/b", "target/classes/x")) {
            Files.writeString(context.resolve(file), "x");
        }
        DockerIgnore ignore = DockerIgnore.parse("*\n!src/deep").keeping("Dockerfile", ".dockerignore");
        assertEquals(List.of(".dockerignore", "Dockerfile", "src/deep/", "src/deep/A"),
                entries(ignore).stream().map(TarArchiveEntry::getName).toList());
    }

    @Test
    void isReadByTar(@TempDir Path other) throws Exception {
        Files.createDirectories(context.resolve("d"));
        Files.writeString(context.resolve("d/f"), "content");
        Path file = Files.write(other.resolve("context.tar"), tar(DockerIgnore.NONE));
        assertEquals("content", Run.command("tar", "-xOf", file.toString(), "d/f").out());
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        Files.writeString(context.resolve("f"), "x");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThrows(CancellationException.class, () -> BuildContextTar.write(context, DockerIgnore.NONE,
                OutputStream.nullOutputStream(), ProgressSink.NONE, cancellation));
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        BuildException refused = assertThrows(BuildException.class, () -> BuildContextTar.write(
                context.resolve("nowhere"), DockerIgnore.NONE, OutputStream.nullOutputStream(), ProgressSink.NONE,
                Cancellation.none()));
        assertEquals(BuildException.Kind.DISK, refused.kind());
    }

    private byte[] tar(DockerIgnore ignore) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BuildContextTar.write(context, ignore, out, ProgressSink.NONE, Cancellation.none());
        return out.toByteArray();
    }

    private List<TarArchiveEntry> entries(DockerIgnore ignore) throws Exception {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar(ignore)), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String described(TarArchiveEntry entry) {
        if (entry.isSymbolicLink()) {
            return entry.getName() + " -> " + entry.getLinkName();
        }
        if (entry.isLink()) {
            return entry.getName() + " = " + entry.getLinkName();
        }
        return entry.getName() + " " + Integer.toOctalString(entry.getMode() & 07777);
    }
}
