package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.oci.MalformedException;
import dev.jimg.registry.RegistryException;
import dev.jimg.service.Failure;
import dev.jimg.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    @Test
    void everyKindOfErrorBelowIsAKindOfFailure() {
        Set<String> kinds = names(Failure.Kind.values());
        assertEquals(Set.of(), without(names(StoreException.Kind.values()), kinds));
        assertEquals(Set.of(), without(names(RegistryException.Kind.values()), kinds));
    }

    @Test
    void keepsTheWordsOfThePartThatFailed() {
        StoreException thrown = new StoreException(StoreException.Kind.DISK, "write", "a/file",
                "no space left on the device", "Free some space.");
        Failure failure = Failures.of("pull", "nginx", thrown);
        assertEquals(Failure.Kind.DISK, failure.kind());
        assertEquals("could not write a/file: no space left on the device\nFree some space.", failure.whole());
        assertSame(thrown, failure.getCause());
    }

    @Test
    void whatCannotBeReadIsInvalid() {
        Failure failure = Failures.of("tag", "nginx", new MalformedException("invalid tag"));
        assertEquals("could not tag nginx: invalid tag", failure.getMessage());
        assertEquals(Failure.Kind.INVALID, failure.kind());
    }

    @Test
    void aStreamThatBreaksIsNoFaultOfThisProgram() {
        Failure failure = Failures.of("build", "a:1", new UncheckedIOException(new IOException("Input/output error")));
        assertEquals(Failure.Kind.DISK, failure.kind());
        assertEquals("could not build a:1: Input/output error", failure.getMessage());
    }

    @Test
    void aFaultOfThisProgramKeepsItsTrace() {
        IllegalStateException thrown = new IllegalStateException("secret detail");
        Failure failure = Failures.of("pull", "nginx", thrown);
        assertEquals(Failure.Kind.INTERNAL, failure.kind());
        assertEquals("could not pull nginx: a fault of jimg-tui (IllegalStateException)", failure.getMessage());
        assertSame(thrown, failure.getCause());
    }

    @Test
    void cancellationsAndFailuresPass() {
        CancellationException cancelled = new CancellationException();
        assertSame(cancelled, assertThrows(CancellationException.class, () -> Failures.translate("pull", "x", () -> {
            throw cancelled;
        })));
        Failure failure = new Failure(Failure.Kind.INVALID, "pull", "x", "so", "");
        assertSame(failure, assertThrows(Failure.class, () -> Failures.translate("tag", "y", () -> {
            throw failure;
        })));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> all, Set<String> known) {
        return all.stream().filter(name -> !known.contains(name)).collect(Collectors.toSet());
    }
}
