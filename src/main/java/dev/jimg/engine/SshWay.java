package dev.jimg.engine;

import java.util.List;

/** How an engine's socket over there is reached once ssh is in. */
sealed interface SshWay {

    /** Commands that join their standard streams with their engine's socket; the first is to the letter docker's own. */
    List<SshWay> COMMANDS = List.of(new Dial("docker", "--host"), new Dial("podman", "--url"));

    /**
     * A program over there does it ({@code system dial-stdio}).
     *
     * @param urlOption how it is told another socket than its own
     */
    record Dial(String program, String urlOption) implements SshWay {}

    /** sshd over there does it: for a program that is too old, or not on the PATH of a log-in without a terminal. */
    record Forward(String socket) implements SshWay {}
}
