package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.service.Failure;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.VerifyResult.Damage;
import dev.jimg.service.VerifyResult.Repair;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said at the end of a verification and of a repair. */
final class VerifyJobTest {

    private static Damage damage(String kind, Optional<Repair> repair) {
        return new Damage(Digest.of(kind.getBytes(StandardCharsets.UTF_8)), kind, "its bytes are others",
                List.of("app:1"), repair);
    }

    private static Event.JobDone end(boolean repair, Damage... damages) {
        return (Event.JobDone) VerifyJob.end(7, new Job.Verify(List.of("app:1"), "app:1", repair),
                new VerifyResult(1, 5, 100, List.of(damages)));
    }

    @Test
    void damageThatIsFoundIsWhatIsToldAndNoFailureOfTheVerification() {
        assertEquals(new Event.JobDone(7, Text.count("job.damaged-layers", 1), false),
                end(false, damage("layer", Optional.empty())));
        assertEquals(new Event.JobDone(7, Text.count("job.damaged-blobs", 2), false),
                end(false, damage("config", Optional.empty()), damage("layer", Optional.empty())));
        assertTrue(end(false).good());
    }

    @Test
    void whatCouldNotBeRepairedIsAFailureOfTheRepair() {
        Failure why = new Failure(Failure.Kind.UNREACHABLE, "repair", "app:1", "nobody answers", "Try again later.");
        Failure failure = assertThrows(Failure.class,
                () -> end(true, damage("layer", Optional.of(new Repair(Optional.of(why))))));
        assertEquals("nobody answers", failure.why());
        assertEquals(Text.count("job.repaired", 1),
                end(true, damage("layer", Optional.of(new Repair(Optional.empty())))).outcome());
    }
}
