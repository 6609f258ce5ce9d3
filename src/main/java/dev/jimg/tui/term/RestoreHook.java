package dev.jimg.tui.term;

/** Restores at the end of the JVM, and does not keep it alive when the terminal takes no more output. */
final class RestoreHook extends Thread {

    private final TtyTerminal terminal;

    RestoreHook(TtyTerminal terminal) {
        super("jimg-restore");
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Thread worker = new Thread("jimg-restore-worker") {
            @Override
            public void run() {
                terminal.restore();
            }
        };
        worker.setDaemon(true);
        worker.start();
        try {
            worker.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
