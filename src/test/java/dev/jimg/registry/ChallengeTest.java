package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengeTest {

    @Test
    void readsQuotedCommasAndEscapes() {
        assertEquals(List.of(new Challenge("bearer", Map.of("realm", "https://a/t", "service", "a \"b\" c",
                        "scope", "repository:x:pull,push repository:y:pull"))),
                parse("Bearer realm=\"https://a/t\", service = \"a \\\"b\\\" c\",scope=\"repository:x:pull,push"
                        + " repository:y:pull\""));
    }

    @Test
    void readsSeveralChallengesInOneHeaderAndInSeveral() {
        List<Challenge> both = List.of(new Challenge("negotiate", Map.of()),
                new Challenge("basic", Map.of("realm", "r, s")), new Challenge("bearer", Map.of("realm", "x")));
        assertEquals(both, parse("Negotiate, Basic realm=\"r, s\", BEARER Realm=x"));
        assertEquals(both, Challenge.parse(List.of("Negotiate", "Basic realm=\"r, s\"", "Bearer realm=x")));
    }

    @Test
    void theFirstOfEqualParametersCounts() {
        assertEquals(List.of(new Challenge("bearer", Map.of("realm", "one"))), parse("Bearer realm=one, realm=two"));
    }

    @Test
    void endsOnAnyText() {
        Random random = new Random(1);
        String characters = "Ba =,\"\\\t;:/";
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder();
                int length = random.nextInt(40);
                for (int c = 0; c < length; c++) {
                    text.append(characters.charAt(random.nextInt(characters.length())));
                }
                parse(text.toString());
            }
        });
    }

    private static List<Challenge> parse(String header) {
        return Challenge.parse(List.of(header));
    }
}
