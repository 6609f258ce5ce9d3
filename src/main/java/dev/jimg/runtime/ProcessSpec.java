package dev.jimg.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What to run in a container, and what it sees.
 *
 * @param args the program, looked for on the container's PATH, and its arguments
 * @param env {@code NAME=value}, later ones win; what docker adds (PATH, HOME, HOSTNAME, TERM) is added where missing
 * @param workingDir absolute; made if it is not there; empty for {@code /}
 * @param user {@code name|uid[:group|gid]}, looked up in the container; empty for root
 * @param hostname empty for the host's with {@link Network#HOST}, else for one of our own
 * @param memory directories of its own that are gone with it
 * @param terminal whether it gets a pseudo-terminal
 */
public record ProcessSpec(List<String> args, List<String> env, String workingDir, String user, String hostname,
        Network network, List<BindMount> mounts, List<TmpfsMount> memory, boolean terminal) {

    public ProcessSpec(List<String> args, List<String> env, String workingDir, String user, String hostname,
            Network network, List<BindMount> mounts, boolean terminal) {
        this(args, env, workingDir, user, hostname, network, mounts, List.of(), terminal);
    }

    public ProcessSpec {
        args = List.copyOf(args);
        env = List.copyOf(env);
        mounts = List.copyOf(mounts);
        memory = List.copyOf(memory);
    }

    public ProcessSpec withArgs(List<String> command) {
        return new ProcessSpec(command, env, workingDir, user, hostname, network, mounts, memory, terminal);
    }

    /** With more variables, which win over those of the same name. */
    public ProcessSpec withEnv(List<String> more) {
        List<String> all = new ArrayList<>(env);
        all.addAll(more);
        return new ProcessSpec(args, all, workingDir, user, hostname, network, mounts, memory, terminal);
    }

    public ProcessSpec withWorkingDir(String directory) {
        return new ProcessSpec(args, env, directory, user, hostname, network, mounts, memory, terminal);
    }

    public ProcessSpec withUser(String name) {
        return new ProcessSpec(args, env, workingDir, name, hostname, network, mounts, memory, terminal);
    }

    public ProcessSpec withTerminal(boolean wanted) {
        return new ProcessSpec(args, env, workingDir, user, hostname, network, mounts, memory, wanted);
    }
}
