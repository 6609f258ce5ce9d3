package dev.jimg.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.posix.Pty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes {@code config.json} (OCI runtime spec 1.0.2, «Configuration») with docker's defaults. */
final class BundleConfig {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path rootfs;
    private final ProcessSpec spec;
    private final ContainerUser user;
    private final String hostname;
    private final Privileges privileges;
    private final Optional<Pty> pty;

    /** @param hostname what it is called in the container */
    BundleConfig(Path rootfs, ProcessSpec spec, ContainerUser user, String hostname, Privileges privileges,
            Optional<Pty> pty) {
        this.rootfs = rootfs;
        this.spec = spec;
        this.user = user;
        this.hostname = hostname;
        this.privileges = privileges;
        this.pty = pty;
    }

    /** @param files of the host that the container sees in place of its own, see {@link HostFiles} */
    byte[] json(List<BindMount> files) {
        ObjectNode config = JSON.objectNode();
        config.put("ociVersion", "1.0.2");
        config.set("process", process());
        config.putObject("root").put("path", rootfs.toAbsolutePath().toString()).put("readonly", false);
        config.put("hostname", hostname);
        config.set("mounts", mounts(files));
        config.set("linux", linux());
        return bytes(config);
    }

    /** The part «process» alone. */
    byte[] processJson() {
        return bytes(process());
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return new ObjectMapper().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode process() {
        ObjectNode process = JSON.objectNode();
        process.put("terminal", spec.terminal());
        pty.filter(seat -> seat.columns() > 0 && seat.rows() > 0).ifPresent(seat -> process.putObject("consoleSize")
                .put("height", seat.rows()).put("width", seat.columns()));
        ObjectNode who = process.putObject("user").put("uid", user.uid()).put("gid", user.gid());
        if (privileges.root() && !user.groups().isEmpty()) {
            user.groups().forEach(who.putArray("additionalGids")::add);
        }
        process.set("args", texts(spec.args()));
        process.set("env", texts(environment()));
        process.put("cwd", spec.workingDir().isEmpty() ? "/" : spec.workingDir());
        ObjectNode capabilities = process.putObject("capabilities");
        List<String> given = capabilities();
        capabilities.set("bounding", texts(given));
        if (user.uid() == 0) {
            capabilities.set("effective", texts(given));
            capabilities.set("permitted", texts(given));
        }
        process.put("noNewPrivileges", false);
        return process;
    }

    /** Where no control group keeps it from the host's disks, a container must not make devices for them. */
    private List<String> capabilities() {
        return privileges.root() && !privileges.cgroups()
                ? DockerDefaults.CAPABILITIES.stream().filter(name -> !name.equals("CAP_MKNOD")).toList()
                : DockerDefaults.CAPABILITIES;
    }

    /** One of each name, the last; docker's own come first, so that an image may override them. */
    private List<String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", "PATH=" + DockerDefaults.PATH);
        variables.put("HOSTNAME", "HOSTNAME=" + hostname);
        if (spec.terminal()) {
            variables.put("TERM", "TERM=xterm");
        }
        for (String variable : spec.env()) {
            variables.put(variable.split("=", 2)[0], variable);
        }
        variables.putIfAbsent("HOME", "HOME=" + user.home());
        return List.copyOf(variables.values());
    }

    private ArrayNode mounts(List<BindMount> files) {
        ArrayNode mounts = JSON.arrayNode();
        mounts.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
        mounts.add(mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"));
        // Without root there is no group 5 to give terminals to, and /sys belongs to the namespace of the host's network.
        mounts.add(privileges.root()
                ? mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620",
                        "gid=5")
                : mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"));
        mounts.add(privileges.root() || spec.network() == Network.NONE
                ? mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro")
                : mount("/sys", "none", "/sys", "rbind", "nosuid", "noexec", "nodev", "ro"));
        mounts.add(mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));
        mounts.add(mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"));
        files.forEach(bind -> mounts.add(bind(bind)));
        List<ObjectNode> wished = new ArrayList<>();
        spec.memory().forEach(memory -> wished.add(memory(memory)));
        spec.mounts().forEach(bind -> wished.add(bind(bind)));
        if (!spec.memory().isEmpty()) {
            // What lies in another must come after it, or it would be hidden.
            wished.sort(Comparator.comparingInt(mount -> mount.path("destination").asText().split("/").length));
        }
        mounts.addAll(wished);
        return mounts;
    }

    private static ObjectNode bind(BindMount bind) {
        return mount(bind.target(), "bind", bind.source().toAbsolutePath().toString(), "rbind", "rprivate",
                bind.readOnly() ? "ro" : "rw");
    }

    private static ObjectNode memory(TmpfsMount memory) {
        ObjectNode mount = mount(memory.target(), "tmpfs", "tmpfs", "nosuid", "nodev", "mode=1777");
        if (memory.size() > 0) {
            mount.withArray("options").add("size=" + memory.size());
        }
        return mount;
    }

    private static ObjectNode mount(String target, String type, String source, String... options) {
        ObjectNode mount = JSON.objectNode().put("destination", target).put("type", type).put("source", source);
        mount.set("options", texts(List.of(options)));
        return mount;
    }

    private ObjectNode linux() {
        ObjectNode linux = JSON.objectNode();
        ArrayNode namespaces = linux.putArray("namespaces");
        List.of("pid", "ipc", "uts", "mount").forEach(type -> namespaces.addObject().put("type", type));
        if (spec.network() == Network.NONE) {
            namespaces.addObject().put("type", "network");
        }
        if (!privileges.root()) {
            namespaces.addObject().put("type", "user");
            linux.putArray("uidMappings").addObject()
                    .put("containerID", 0).put("hostID", privileges.uid()).put("size", 1);
            linux.putArray("gidMappings").addObject()
                    .put("containerID", 0).put("hostID", privileges.gid()).put("size", 1);
        } else if (privileges.cgroups()) {
            linux.putObject("resources").putArray("devices").addObject().put("allow", false).put("access", "rwm");
        }
        linux.set("maskedPaths", texts(DockerDefaults.MASKED_PATHS));
        linux.set("readonlyPaths", texts(DockerDefaults.READONLY_PATHS));
        return linux;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
