package dev.jimg.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes in a root file system that is a busybox. Needs root, and crun or runc. */
class ContainerRunTest {

    @TempDir
    Path directory;

    private Path rootfs;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void needs() {
        Tools.requireRoot();
        Tools.require("runc", "busybox");
    }

    @BeforeEach
    void unpack() throws IOException {
        rootfs = BusyboxRootfs.make(directory.resolve("rootfs"));
    }

    @Test
    void handsOnOutputAndExitStatus() {
        assertEquals(7, run(spec("echo out; echo err >&2; exit 7")));
        assertEquals("out\n", out.toString());
        assertEquals("err\n", err.toString());
    }

    @Test
    void givesInputToTheProcess() {
        ProcessIo io = new ProcessIo(Optional.of(new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8))),
                out, err);
        assertEquals(0, container().run(rootfs, spec("cat"), io, Cancellation.none()));
        assertEquals("hello\n", out.toString());
    }

    @Test
    void hasNoInputUnlessGivenOne() {
        assertEquals(0, run(spec("cat; echo end")));
        assertEquals("end\n", out.toString());
    }

    @Test
    void looksTheUserUpInTheContainer() throws IOException {
        Files.writeString(rootfs.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nann:x:1000:50::/home/ann:/bin/sh\n");
        Files.writeString(rootfs.resolve("etc/group"), "root:x:0:\nstaff:x:50:\nwheel:x:60:ann,root\n");
        assertEquals(0, run(spec("id -u; id -g; id -G; echo $HOME").withUser("ann")));
        assertEquals("1000\n50\n50 60\n/home/ann\n", out.toString());
    }

    @Test
    void takesAGroupBesideTheUser() throws IOException {
        Files.writeString(rootfs.resolve("etc/group"), "wheel:x:60:\n");
        assertEquals(0, run(spec("id -u; id -g; echo $HOME").withUser("1234:wheel")));
        assertEquals("1234\n60\n/\n", out.toString());
    }

    @Test
    void readsThePasswordsOfTheContainerAlsoThroughALink() throws IOException {
        Files.delete(rootfs.resolve("etc/passwd"));
        Files.createSymbolicLink(rootfs.resolve("etc/passwd"), Path.of("/../../etc/users"));
        Files.writeString(rootfs.resolve("etc/users"), "inside:x:77:77::/:/bin/sh\n");
        assertEquals(0, run(spec("id -u").withUser("inside")));
        assertEquals("77\n", out.toString());
    }

    @Test
    void namesAUserThatIsNotThere() {
        RunException e = assertThrows(RunException.class, () -> run(spec("true").withUser("nobody-here")));
        assertEquals("unable to find user nobody-here: no matching entries in passwd file", e.why());
        assertEquals(125, e.exit());
    }

    /** CVE-2024-40635. */
    @Test
    void anOverflowingUserIsNotRoot() {
        assertThrows(RunException.class, () -> run(spec("true").withUser("4294967296")));
    }

    @Test
    void setsEnvironmentAndDirectory() {
        ProcessSpec spec = spec("echo $A $B; pwd; echo $PATH")
                .withEnv(List.of("A=1", "B=2")).withEnv(List.of("A=3")).withWorkingDir("/new/place");
        assertEquals(0, run(spec));
        assertEquals("3 2\n/new/place\n" + DockerDefaults.PATH + "\n", out.toString());
    }

    @Test
    void hasTheCapabilitiesThatDockerGives() {
        assertEquals(0, run(spec("grep CapEff /proc/self/status")));
        // Where no control group keeps it from the devices of the host, it can make none.
        String expected = Privileges.here().cgroups() ? "a80425fb" : "a00425fb";
        assertEquals("CapEff:\t00000000" + expected + "\n", out.toString());
    }

    @Test
    void seesNoOtherProcessAndNoOtherNetwork() {
        assertEquals(0, run(spec("echo $$; ls /sys/class/net; hostname", "alone", Network.NONE, List.of())));
        assertEquals("1\nlo\nalone\n", out.toString());
    }

    @Test
    void mountsWhatItIsGiven() throws IOException {
        Path given = Files.createDirectory(directory.resolve("given"));
        Files.writeString(given.resolve("file"), "content");
        ProcessSpec spec = spec("cat /mnt/in/file; echo x > /mnt/in/file || echo read-only", "",
                Network.HOST, List.of(new BindMount(given, "/mnt/in", true)));
        assertEquals(0, run(spec));
        assertEquals("contentread-only\n", out.toString());
        assertEquals("content", Files.readString(given.resolve("file")));
    }

    @Test
    void leavesNothingButWhatTheProcessWrote() throws IOException {
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(rootfs.resolve("etc"), old);
        Files.setLastModifiedTime(rootfs, old);
        List<String> before = tree();
        assertEquals(0, run(spec("test -e /proc/self && test -e /etc/hosts && test -s /etc/resolv.conf || test -e /dev/null")));
        assertEquals(before, tree());
        assertEquals(old, Files.getLastModifiedTime(rootfs.resolve("etc")));
        assertEquals(old, Files.getLastModifiedTime(rootfs));
        assertEquals(List.of(), leftOver());
    }

    @Test
    void tellsAProgramThatIsNotThereFromOneThatFails() {
        RunException e = assertThrows(RunException.class, () -> container().run(rootfs,
                spec("").withArgs(List.of("no-such-program")), io(), Cancellation.none()));
        assertEquals(127, e.exit());
        assertTrue(e.why().contains("no-such-program"), e.why());
        RunException denied = assertThrows(RunException.class, () -> container().run(rootfs,
                spec("").withArgs(List.of("/etc/passwd")), io(), Cancellation.none()));
        assertEquals(126, denied.exit());
        assertEquals(127, run(spec("no-such-program")));
    }

    @Test
    void cancellingKillsTheProcess() {
        Cancellation cancellation = new Cancellation();
        OutputStream stopper = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                cancellation.cancel();
            }
        };
        assertThrows(CancellationException.class, () -> container().run(rootfs,
                spec("trap '' TERM INT; echo started; sleep 600"), ProcessIo.output(stopper, err), cancellation));
        assertEquals(List.of(), leftOver());
    }

    @Test
    void anOutputThatBreaksEndsTheProcess() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThrows(UncheckedIOException.class, () -> container().run(rootfs,
                spec("echo started; sleep 600"), ProcessIo.output(broken, err), Cancellation.none()));
    }

    @Test
    void saysWhatToInstallWhereThereIsNoRuntime() {
        Environment bare = new Environment(Map.of("PATH", "/nowhere"), directory, Path.of("/"));
        RunException e = assertThrows(RunException.class,
                () -> OciRuntime.find(bare, directory.resolve("state"), List.of()));
        assertEquals(RunException.Kind.UNSUPPORTED, e.kind());
        assertTrue(e.advice().contains("apt-get install"), e.advice());
    }

    private ContainerRun container() {
        return new ContainerRun(Environment.system(), directory.resolve("run"));
    }

    private int run(ProcessSpec spec) {
        return container().run(rootfs, spec, io(), Cancellation.none());
    }

    private ProcessIo io() {
        return ProcessIo.output(out, err);
    }

    private static ProcessSpec spec(String script) {
        return spec(script, "", Network.HOST, List.of());
    }

    private static ProcessSpec spec(String script, String hostname, Network network, List<BindMount> mounts) {
        return new ProcessSpec(List.of("/bin/sh", "-c", script), List.of(), "", "", hostname, network, mounts, false);
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> all = Files.walk(rootfs)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private List<String> leftOver() {
        try (Stream<Path> runs = Files.list(directory.resolve("run/runs"))) {
            return runs.map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
