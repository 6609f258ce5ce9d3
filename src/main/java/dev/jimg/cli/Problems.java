package dev.jimg.cli;

import dev.jimg.text.SafeText;

/** Says on the error output what of the store cannot be read: a list that may lack images must not look whole. */
final class Problems {

    private Problems() {}

    static void tell(Invocation invocation) {
        invocation.out().flush();
        invocation.service().problems().forEach(problem ->
                invocation.console().err().line("WARNING: " + SafeText.line(problem)));
    }
}
