package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.cli.Prompter;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class InterruptHookTest {

    /** The echo that a question for a password turns off when the process ends already stays off in the shell. */
    @Test
    void aCommandThatIsToEndAsksNothingAnyMore() {
        Cancellation ending = new Cancellation();
        Prompter person = new InterruptHook(ending).asking(new Prompter() {
            @Override
            public Optional<String> ask(String prompt) {
                throw new AssertionError(prompt);
            }

            @Override
            public Optional<String> askSecret(String prompt) {
                throw new AssertionError(prompt);
            }
        });
        ending.cancel();
        assertThrows(CancellationException.class, () -> person.askSecret("Password: "));
        assertThrows(CancellationException.class, () -> person.ask("Username: "));
    }
}
