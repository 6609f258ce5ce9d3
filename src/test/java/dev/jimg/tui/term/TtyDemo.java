package dev.jimg.tui.term;

import com.googlecode.lanterna.TerminalSize;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The smallest program on a {@link TtyTerminal}: says over a socket what it sees, so that a test can wait for it. */
final class TtyDemo {
    private static final String QUIT = "q";

    private final TtyTerminal terminal = TtyTerminal.open(System.getenv());
    private final Diff diff = new Diff(terminal.colors());
    private final BlockingQueue<String> mailbox = new LinkedBlockingQueue<>();
    private final PrintStream report;
    private KeyReader reader;

    private TtyDemo(PrintStream report) throws IOException {
        this.report = report;
    }

    public static void main(String[] arguments) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
            PrintStream report = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            report.println("pid " + ProcessHandle.current().pid());
            new TtyDemo(report).run();
        }
    }

    private void run() throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            terminal.restore();
            error.printStackTrace();
            System.exit(1);
        });
        terminal.enterPrivateMode();
        for (String signal : new String[] {"WINCH", "TSTP"}) {
            terminal.onSignal(signal, () -> mailbox.add(signal));
        }
        reader = terminal.reader(input -> {
            String name = input instanceof Key key ? key.name() : input.toString();
            mailbox.add(name);
            return !name.equals("ctrl+z");
        }, () -> mailbox.add(QUIT));
        reader.start();
        draw("ready");
        String event = mailbox.take();
        while (!event.equals(QUIT)) {
            handle(event);
            if (event.equals("ctrl+z")) {
                reader.resume();
            }
            event = mailbox.take();
        }
        terminal.close();
        report.println("bye");
    }

    private void handle(String event) throws IOException {
        switch (event) {
            case "ctrl+z", "TSTP" -> {
                terminal.suspend();
                diff.invalidate();
                draw("resumed");
            }
            case "WINCH" -> draw("resized");
            case "l" -> lend();
            case "x" -> throw new IllegalStateException("boom");
            default -> draw("got " + event);
        }
    }

    /** A loan during which all that could put a frame there happens, and what was lent writes after its end. */
    private void lend() throws IOException {
        TerminalLoan loan = terminal.lend(reader);
        terminal.enterPrivateMode();
        draw("frame");
        loan.out().write("its own\r\n".getBytes(StandardCharsets.UTF_8));
        loan.close();
        loan.out().write("\u001b[?1049l".getBytes(StandardCharsets.UTF_8));
        diff.invalidate();
        draw("returned");
    }

    private void draw(String what) throws IOException {
        TerminalSize size = terminal.getTerminalSize();
        Grid grid = new Grid(size.getColumns(), size.getRows(), terminal.glyphs());
        grid.area().box("镜像 🐳", "e\u0301", Style.PLAIN, Style.PLAIN.bold()).text(0, 0, what, Style.PLAIN.reverse());
        terminal.write(diff.frame(grid));
        report.println(what + " " + size.getColumns() + "x" + size.getRows());
    }
}
