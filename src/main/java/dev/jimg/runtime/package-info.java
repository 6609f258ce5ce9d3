/**
 * Processes in a root file system, through an OCI runtime (crun or runc) that is installed: an OCI runtime bundle is
 * written (OCI runtime spec, «Configuration»), run, and cleaned away.
 *
 * <p>What a container gets is what docker gives one: its capabilities, masked and read-only paths, {@code /proc},
 * {@code /dev}, {@code /sys}, {@code /dev/shm}, {@code /etc/resolv.conf}, {@code /etc/hosts} and {@code /etc/hostname}, and
 * namespaces of its own for processes, mounts, IPC, host name and network. There are two networks: the host's, and none
 * but loopback. Bridges and published ports are an engine's work.
 *
 * <p>No control groups are asked for: nothing here sets limits, and machines where they cannot be written (containers,
 * sandboxes, users without delegation) are many. There the runtimes are told not to try, and a container cannot make
 * devices, since nothing else would keep it from those of the host.
 *
 * <p>{@link dev.jimg.runtime.ContainerRun} is for who just wants a process run to its end, as a build's RUN does.
 */
package dev.jimg.runtime;
