package dev.jimg.service.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BuildPruneRequestTest {

    @Test
    void weighsTheLimitsAsBuildKitDoes() {
        assertEquals(0, keep(0, 0, 0));
        assertEquals(30, keep(30, 0, 0));
        assertEquals(40, keep(0, 40, 0));
        assertEquals(50, keep(50, 40, 0), "what is reserved stays");
        assertEquals(90, keep(0, 0, 20), "ten bytes are missing");
        assertEquals(100, keep(0, 0, 5), "enough is free");
        assertEquals(60, keep(0, 60, 20));
        assertEquals(95, keep(95, 0, 20));
    }

    private static long keep(long reserved, long most, long free) {
        return new BuildPruneRequest.Limits(reserved, most, free).keep(100, 10);
    }
}
