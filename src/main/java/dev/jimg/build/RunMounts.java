package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.build.RunMount.Type;
import dev.jimg.build.StepMount.Access;
import dev.jimg.build.dockerfile.Heredoc;
import dev.jimg.build.dockerfile.Instruction;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.posix.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one RUN mounts. What of it decides over the result is told by {@link #key}: how it is mounted, and the content of
 * bind mounts; never a secret, and not what a cache holds.
 */
final class RunMounts {

    private static final int SECRET_MODE = 0400;
    private static final int SOCKET_MODE = 0600;
    private static final int DIRECTORY_MODE = 0755;

    private final Workshop shop;
    private final String workingDir;
    private final Function<String, FileTree> sources;
    private final List<RunMount> wanted;
    private final List<StepMount> mounts = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    /** @param sources the files of what a {@code from=} names */
    RunMounts(Workshop shop, StageState state, Function<String, FileTree> sources, Instruction.Run run) {
        this.shop = shop;
        this.workingDir = state.config().text("WorkingDir");
        this.sources = sources;
        Words words = state.words();
        this.wanted = run.mounts().stream().map(text -> RunMount.parse(text, words::word)).toList();
        wanted.forEach(this::addFiles);
    }

    /** The script of a here-document that names its own interpreter, as a program. */
    String addScript(Heredoc script) {
        FileTree tree = new FileTree();
        String name = SlashPath.name(script.name());
        tree.put(Bytes.ofText(name), FileNode.file(FileNode.Facts.file(0755, 0, 0, 0),
                new FileContent.Inline(script.content().getBytes(StandardCharsets.UTF_8))));
        bind(MountedFiles.of(tree, "", shop.digests(), shop.cancellation()), "/dev/pipes", true);
        return "/dev/pipes/" + name;
    }

    /** Equal where the command sees the same. */
    String key() {
        return wanted + " " + keys;
    }

    /** All of them; secrets are read now. */
    List<StepMount> resolved() {
        List<StepMount> all = new ArrayList<>(mounts);
        int agents = 0;
        for (RunMount mount : wanted) {
            if (mount.type() == Type.SECRET && (mount.env().isEmpty() || !mount.target().isEmpty())) {
                secret(mount).ifPresent(content -> all.add(new StepMount.Secret(content, access(mount, SECRET_MODE),
                        secretTarget(mount))));
            } else if (mount.type() == Type.SSH) {
                int number = agents++;
                agent(mount).ifPresent(socket -> all.add(new StepMount.Agent(socket, access(mount, SOCKET_MODE),
                        agentTarget(mount, number))));
            }
        }
        return all;
    }

    /** Variables that the mounts bring, {@code NAME=value}; {@code before} is what the command has anyway. */
    List<String> env(List<String> before) {
        List<String> env = new ArrayList<>();
        for (RunMount mount : wanted) {
            mount.env().filter(name -> mount.type() == Type.SECRET).ifPresent(name -> secret(mount).ifPresent(content ->
                    env.add((name.isEmpty() ? secretId(mount) : name) + "="
                            + new String(content, StandardCharsets.UTF_8))));
        }
        List<RunMount> agents = wanted.stream().filter(mount -> mount.type() == Type.SSH).toList();
        for (int i = 0; i < agents.size(); i++) {
            boolean known = before.stream().anyMatch(variable -> variable.startsWith("SSH_AUTH_SOCK="));
            if (!known && agent(agents.get(i)).isPresent()) {
                env.add("SSH_AUTH_SOCK=" + agentTarget(agents.get(i), i));
                break;
            }
        }
        return env;
    }

    private void addFiles(RunMount mount) {
        switch (mount.type()) {
            case BIND -> {
                FileTree tree = mount.from().map(sources).orElseGet(shop.spec().context()::tree);
                bind(files(tree, mount), mount.absoluteTarget(workingDir), mount.readOnly());
            }
            case CACHE -> {
                Optional<StepMount.Files> base = mount.from().map(from -> files(sources.apply(from), mount));
                base.ifPresent(files -> keys.add(files.checksum()));
                mounts.add(new StepMount.Cache(mount.id().isEmpty() ? SlashPath.resolve(workingDir, mount.target())
                        : mount.id(), mount.sharing(), base, access(mount, DIRECTORY_MODE),
                        mount.absoluteTarget(workingDir), mount.readOnly()));
            }
            case TMPFS -> mounts.add(new StepMount.Tmpfs(mount.absoluteTarget(workingDir), mount.size()));
            case SECRET, SSH -> mount.absoluteTarget(workingDir);
        }
    }

    private MountedFiles files(FileTree tree, RunMount mount) {
        return MountedFiles.of(tree, mount.source(), shop.digests(), shop.cancellation());
    }

    private void bind(StepMount.Files files, String target, boolean readOnly) {
        keys.add(files.checksum());
        mounts.add(new StepMount.Bind(files, target, readOnly));
    }

    private static Access access(RunMount mount, int mode) {
        return new Access(mount.mode().orElse(mode), mount.uid().orElse(0L), mount.gid().orElse(0L));
    }

    private static String secretId(RunMount mount) {
        return !mount.source().isEmpty() ? mount.source() : !mount.id().isEmpty() ? mount.id()
                : SlashPath.name(mount.target());
    }

    private String secretTarget(RunMount mount) {
        return mount.target().isEmpty() ? "/run/secrets/" + SlashPath.name(secretId(mount))
                : mount.absoluteTarget(workingDir);
    }

    private Optional<byte[]> secret(RunMount mount) {
        String id = secretId(mount);
        Optional<byte[]> content = Optional.ofNullable(shop.spec().keys().secrets().get(id))
                .flatMap(BuildKeys.Secret::read);
        if (content.isEmpty() && mount.required()) {
            throw new BuildException(Kind.NOT_FOUND, "secret " + id + ": not found",
                    "Give it to the build: --secret id=" + id + ",src=FILE, or env=VARIABLE in place of src.");
        }
        return content;
    }

    private String agentTarget(RunMount mount, int number) {
        return mount.target().isEmpty() ? "/run/buildkit/ssh_agent." + number : mount.absoluteTarget(workingDir);
    }

    private Optional<Path> agent(RunMount mount) {
        String id = mount.id().isEmpty() ? "default" : mount.id();
        Optional<Path> socket = Optional.ofNullable(shop.spec().keys().agents().get(id));
        if (socket.isEmpty() && mount.required()) {
            throw new BuildException(Kind.NOT_FOUND, "no SSH key \"" + id + "\" forwarded from the client",
                    "Give the build an agent: --ssh " + id + (id.equals("default") ? "." : "=SOCKET."));
        }
        return socket;
    }
}
