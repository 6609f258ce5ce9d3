package dev.jimg.backend.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class YieldingInputTest {

    private static final Duration EACH = Duration.ofMillis(30);

    private final List<Duration> rests = new ArrayList<>();
    private long now;

    /** Each read takes a while. */
    private InputStream slow(int bytes) {
        return new YieldingInput(new ByteArrayInputStream(new byte[bytes]) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                now += EACH.toNanos();
                return super.read(buffer, offset, length);
            }
        }, () -> now, nanos -> rests.add(Duration.ofNanos(nanos)));
    }

    @Test
    void restsTwiceAsLongAsItReadOnceTheFirstIsThere() throws IOException {
        InputStream in = slow(100);
        for (int i = 0; i < 50; i++) {
            in.read();
        }
        assertEquals(List.of(), rests, "within a second and a half");
        in.read();
        in.read();
        assertEquals(List.of(EACH.multipliedBy(2), EACH.multipliedBy(2)), rests);
    }
}
