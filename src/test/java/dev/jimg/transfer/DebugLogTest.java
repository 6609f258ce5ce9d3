package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugLogTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://a.b/v2/ | https://a.b/v2/",
        "https://a.b | https://a.b",
        "https://ann:pw@a.b:5000/v2/x@y | https://xxxxx@a.b:5000/v2/x@y",
        "https://p@q:r@a.b | https://xxxxx@a.b",
        "http://a.b/token?service=s&scope=repository:x:pull&account=ann | http://a.b/token?service=s&scope=repository:x:pull&account=xxxxx",
        "https://s3/x?X-Amz-Signature=abc&X-Amz-Credential=k%2Fl&n=3&all | https://s3/x?X-Amz-Signature=xxxxx&X-Amz-Credential=xxxxx&n=3&all",
        "https://cdn/x?SECRET | https://cdn/x?xxxxx",
        "https://cdn/x?SECRET&n=3&=SECRET | https://cdn/x?xxxxx&n=3&=xxxxx",
        "http://localhost/build?buildargs=%7B%22P%22%3A%22pw%22%7D&t=x | http://localhost/build?buildargs=xxxxx&t=x",
    })
    void showsNothingThatCouldBeASecret(String url, String shown) {
        assertEquals(shown, DebugLog.shown(url));
    }

    @Test
    void tellsHowItWentWhileSomebodyWatches() throws IOException {
        List<String> lines = new ArrayList<>();
        Runnable end = DebugLog.to(lines::add);
        try {
            assertEquals(204, DebugLog.watched("PUT", "http://a/b", () -> 204, Integer::intValue));
            assertThrows(ConnectException.class, () -> DebugLog.watched("GET", "http://a/c", () -> {
                throw new ConnectException("secret");
            }, Object::hashCode));
        } finally {
            end.run();
        }
        DebugLog.watched("GET", "http://a/d", () -> 200, Integer::intValue);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).matches("DEBUG PUT http://a/b 204 \\d+ ms"), lines.get(0));
        assertTrue(lines.get(1).matches("DEBUG GET http://a/c ConnectException \\d+ ms"), lines.get(1));
    }
}
