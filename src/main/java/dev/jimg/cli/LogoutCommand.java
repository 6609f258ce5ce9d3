package dev.jimg.cli;

import dev.jimg.service.LogoutResult;
import dev.jimg.text.SafeText;
import java.util.List;

/** {@code logout}. */
final class LogoutCommand implements Command {

    static final String SUMMARY = "Log out from a registry";

    @Override
    public Usage usage() {
        return new Usage("[SERVER]", "Log out from a registry.", "If no server is specified, the default is Docker Hub.",
                List.of(), List.of(), 0, 1);
    }

    /** As with docker, what cannot be forgotten is a warning. */
    @Override
    public int run(Invocation invocation) {
        String server = invocation.arguments().isEmpty() ? "" : invocation.argument(0);
        LogoutResult result = invocation.service().logins().logout(server, invocation.cancellation());
        invocation.out().line("Removing login credentials for " + SafeText.line(result.server()));
        result.kept().ifPresent(why -> {
            invocation.out().flush();
            invocation.console().err().line("WARNING: could not erase credentials:")
                    .line(SafeText.line(result.server() + ": " + why));
        });
        return 0;
    }
}
