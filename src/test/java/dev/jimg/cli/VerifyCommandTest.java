package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Digest;
import dev.jimg.service.Failure;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.VerifyResult.Damage;
import dev.jimg.service.VerifyResult.Repair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The last words of {@code verify}. */
final class VerifyCommandTest {

    private static final Repair REPAIRED = new Repair(Optional.empty());

    private static Repair failed(String why) {
        return new Repair(Optional.of(new Failure(Failure.Kind.UNREACHABLE, "repair", "app:1", why, "")));
    }

    private static String verdict(boolean repair, List<Optional<Repair>> repairs) {
        List<Damage> damages = repairs.stream().map(done -> new Damage(
                Digest.of("x".getBytes(StandardCharsets.UTF_8)), "layer", "others", List.of("app:1"), done)).toList();
        return VerifyCommand.verdict(new VerifyResult(1, 5, 100, damages), repair);
    }

    @Test
    void adviseARepairOnlyWhereThatWasNotTriedYet() {
        assertEquals("nothing is damaged", verdict(false, List.of()));
        assertEquals("1 damaged; «jimg-tui verify --repair» fetches what its registry still has",
                verdict(false, List.of(Optional.empty())));
        assertEquals("2 repaired", verdict(true, List.of(Optional.of(REPAIRED), Optional.of(REPAIRED))));
    }

    @Test
    void sayHowManyCouldNotBeRepairedAndWhyEachReasonOnce() {
        Optional<Repair> silent = Optional.of(failed("no answer in time"));
        assertEquals("1 could not be repaired: no answer in time", verdict(true, List.of(silent)));
        assertEquals("1 repaired, 3 could not be repaired: no answer in time; it has no such blob",
                verdict(true, List.of(silent, Optional.of(REPAIRED), silent,
                        Optional.of(failed("it has no such blob")))));
    }
}
