package dev.jimg.shell;

import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Console;
import dev.jimg.service.ServiceOpener;
import dev.jimg.transfer.Cancellation;

/** Makes what runs one command: the command line as the program has it, in the world that the shell gives it. */
@FunctionalInterface
public interface Faces {

    CommandLineFace of(ServiceOpener opener, Console console, Cancellation cancellation);
}
