package dev.jimg;

import dev.jimg.tui.run.CrashReport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;

/**
 * What nobody catches, on threads of libraries too, and what they log: in the crash report, and never across the screen
 * or into what a command prints. Java itself would write either to the standard error output.
 *
 * <p>Public, with a constructor, because {@link LogManager} makes one when the first library asks for a log; until then
 * none of it is loaded.
 */
public final class StrayFaults {

    private static final String CONFIGURATION = "java.util.logging.config.class";

    /** Makes {@link LogManager} keep what is logged from here on. */
    public StrayFaults() {
        LogManager.getLogManager().getLogger("").addHandler(new Kept());
    }

    /** From now on, in all of the process. */
    static void toTheReport() {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> CrashReport.write(fault));
        System.setProperty(CONFIGURATION, StrayFaults.class.getName());
    }

    /** A warning that comes with a fault is kept; what else libraries say concerns nobody. */
    private static final class Kept extends Handler {

        @Override
        public void publish(LogRecord record) {
            if (record.getThrown() != null && record.getLevel().intValue() >= Level.WARNING.intValue()) {
                CrashReport.write(record.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
