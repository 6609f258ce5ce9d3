package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FilterTest {

    @Test
    void findsLettersInOrder() {
        assertTrue(Filter.keeps("ngx", "nginx:1.27"));
        assertFalse(Filter.keeps("xgn", "nginx:1.27"));
        assertFalse(Filter.keeps("nginxx", "nginx"));
    }

    @Test
    void upperAndLowerCaseAreTheSame() {
        assertTrue(Filter.keeps("NGINX RC", "nginx:1.0-RC1"));
    }

    @Test
    void anExclamationMarkLeavesOutWhatContainsTheRest() {
        assertFalse(Filter.keeps("!alpine", "redis:7-alpine"));
        assertTrue(Filter.keeps("!alpine", "redis:7"));
        assertTrue(Filter.keeps("!apine", "redis:7-alpine"));
    }

    @Test
    void allWordsMustAgree() {
        assertTrue(Filter.keeps("redis !alpine", "redis:7"));
        assertFalse(Filter.keeps("redis !alpine", "redis:7-alpine"));
        assertTrue(Filter.keeps("7 redis", "redis:7"));
    }

    @Test
    void nothingTypedKeepsEverything() {
        assertTrue(Filter.of("  ").keepsAll());
        assertTrue(Filter.of("!").keepsAll());
        assertTrue(Filter.keeps("!", "anything"));
    }

    @Test
    void theBeginningOfAnIdIsEnough() {
        assertTrue(Filter.of("5be1").admits("nginx", "5be1ecc7935f"));
        assertTrue(Filter.of("sha256:5be1").admits("nginx", "5be1ecc7935f"));
        assertFalse(Filter.of("5be").admits("nginx", "5be1ecc7935f"));
        assertFalse(Filter.of("be1e").admits("nginx", "5be1ecc7935f"));
    }

    @Test
    void showsAWholeWordWhereItStands() {
        assertEquals("{6, 7, 8}", Filter.of("api").matched("a-p-i/api").toString());
    }

    @Test
    void showsLettersWhereTheyWereFound() {
        assertEquals("{0, 1, 4}", Filter.of("ngx").matched("nginx").toString());
    }
}
