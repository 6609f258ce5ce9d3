package dev.jimg.build;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A socket for a build step behind which this machine's SSH agent is (draft-ietf-sshm-ssh-agent).
 *
 * <p>The agent's own socket is not handed out: it belongs to a user that the container may not have, and whoever reaches
 * it may add and remove keys. Through this one keys can be listed and used, and nothing else.
 */
final class AgentProxy implements AutoCloseable {

    private static final Set<Integer> ALLOWED = Set.of(11, 13);
    private static final int FAILURE = 5;
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final ServerSocketChannel server;
    private final Path agent;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private AgentProxy(ServerSocketChannel server, Path agent) {
        this.server = server;
        this.agent = agent;
    }

    /** @param socket where there is nothing yet */
    static AgentProxy listen(Path socket, Path agent) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        AgentProxy proxy = new AgentProxy(server, agent);
        start("jimg-build-ssh", proxy::accept);
        return proxy;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                open.add(client);
                start("jimg-build-ssh-client", () -> serve(client));
            }
        } catch (IOException e) {
            // Closed: the step has ended.
        }
    }

    private void serve(SocketChannel client) {
        try (client; SocketChannel behind = SocketChannel.open(UnixDomainSocketAddress.of(agent))) {
            open.add(behind);
            DataInputStream in = new DataInputStream(Channels.newInputStream(client));
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
            DataInputStream answers = new DataInputStream(Channels.newInputStream(behind));
            DataOutputStream questions = new DataOutputStream(Channels.newOutputStream(behind));
            while (true) {
                byte[] question = message(in);
                if (question.length > 0 && ALLOWED.contains((int) question[0])) {
                    send(questions, question);
                    send(out, message(answers));
                } else {
                    send(out, new byte[] {FAILURE});
                }
            }
        } catch (IOException | RuntimeException e) {
            // One side has gone; for the other this is the end too.
        } finally {
            open.remove(client);
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_MESSAGE_BYTES) {
            throw new EOFException("no message of an agent");
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return message;
    }

    private static void send(DataOutputStream out, byte[] message) throws IOException {
        byte[] framed = new byte[4 + message.length];
        for (int i = 0; i < 4; i++) {
            framed[i] = (byte) (message.length >>> 24 - 8 * i);
        }
        System.arraycopy(message, 0, framed, 4, message.length);
        out.write(framed);
        out.flush();
    }

    @Override
    public void close() {
        closeQuietly(server);
        open.forEach(AgentProxy::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            // It is of no more use either way.
        }
    }
}
