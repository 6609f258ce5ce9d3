package dev.jimg.build;

import dev.jimg.oci.Layer;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Runs the command of a RUN on layers, and says what it changed. */
public interface StepRunner {

    /**
     * What to run.
     *
     * @param layers the files it sees, the lowest first
     * @param env {@code NAME=value}
     * @param workingDir absolute; empty for the root
     * @param user as the image has it; empty for root
     * @param network {@code default}, {@code none} or {@code host}
     * @param mounts what it sees besides
     */
    record Command(List<Layer> layers, List<String> args, List<String> env, String workingDir, String user,
            String network, List<StepMount> mounts) {

        public Command {
            layers = List.copyOf(layers);
            args = List.copyOf(args);
            env = List.copyOf(env);
            mounts = List.copyOf(mounts);
        }
    }

    /** Hears what the command writes. */
    @FunctionalInterface
    interface Output {
        void wrote(String text, boolean error);
    }

    /**
     * Runs it to its end.
     *
     * @param layer is given the tar of what changed, if the command ended well; stays open
     * @return the exit status
     * @throws dev.jimg.transfer.ExplainedException if nothing can be run here, with what to install or to use instead
     * @throws IOException what {@code layer} throws
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    int run(Command command, OutputStream layer, Output output, Cancellation cancellation) throws IOException;
}
