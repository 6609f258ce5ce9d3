package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyPlaceTest {

    @ParameterizedTest
    @CsvSource({"nginx:1.27, CURRENT, '', nginx:1.27", "registry:2, CURRENT, '', registry:2",
            "store:1, CURRENT, '', store:1", "host:5000/a/b, CURRENT, '', host:5000/a/b",
            "docker://nginx, REGISTRY, '', nginx", "registry://host:5000/a:1, REGISTRY, '', host:5000/a:1",
            "store://, STORE, '', ''", "store://a/b:1, STORE, '', a/b:1", "engine://x, ENGINE, '', x",
            "engine+ssh://me@host:22/a/b:1, ENGINE, ssh://me@host:22, a/b:1", "engine+ssh://host, ENGINE, ssh://host, ''",
            "engine+tcp://host:2376/x, ENGINE, tcp://host:2376, x",
            "engine+unix:///run/a.sock//a/b:1, ENGINE, unix:///run/a.sock, a/b:1",
            "engine+unix:///run/a.sock, ENGINE, unix:///run/a.sock, ''",
            "context://web/a/b:1, CONTEXT, web, a/b:1", "context://web, CONTEXT, web, ''"})
    void readsWhatAPersonSpells(String text, CopyPlace.Kind kind, String where, String image) {
        assertEquals(new CopyPlace(kind, where, image), CopyPlace.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "://x", "context://", "context:///x", "engine+://x", "engine+ssh:///x"})
    void refusesWhatIsNoPlace(String text) {
        assertEquals(Failure.Kind.INVALID, assertThrows(Failure.class, () -> CopyPlace.parse(text)).kind());
    }

    @Test
    void saysHowAnImageOfTheStoreIsSpelled() {
        Failure failure = assertThrows(Failure.class, () -> CopyPlace.parse("store:///srv/store"));
        assertTrue(failure.advice().contains("store://NAME"), failure.advice());
    }

    @Test
    void aNameIsNeverTakenForAPlace() {
        assertEquals(CopyPlace.Kind.CURRENT, CopyPlace.parse("engine:2").kind());
    }
}
