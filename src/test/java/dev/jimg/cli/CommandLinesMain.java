package dev.jimg.cli;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Runs the command lines of a file one after another, each in a thread of its own, with the second argument for input:
 * of each its status and what it said of errors, in a line. It is said twice, since a call that is to break may be that.
 */
final class CommandLinesMain {

    private CommandLinesMain() {}

    public static void main(String[] words) throws Exception {
        Backends backends = new Backends(Environment.system(), Clock.systemUTC());
        for (String line : Files.readAllLines(Path.of(words[0]))) {
            TestConsole console = TestConsole.pipe().typing(words[1]);
            int[] status = {-1};
            Thread thread = new Thread(() -> status[0] = console.run(backends, line.split(" ")), "command");
            thread.start();
            thread.join();
            String err = console.err().replace("\n", "\\n");
            for (int twice = 0; twice < 2; twice++) {
                System.out.println(line.split(" ")[0] + "\t" + status[0] + "\t" + err);
            }
        }
        System.exit(0);
    }
}
