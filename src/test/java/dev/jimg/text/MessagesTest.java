package dev.jimg.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern SLOT = Pattern.compile("\\{\\d}");

    private static Map<Object, Object> file(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertEquals(new TreeSet<>(file("messages.properties").keySet()),
                new TreeSet<>(file("messages_zh.properties").keySet()));
    }

    @Test
    void bothLanguagesHaveTheSamePlaceholders() throws IOException {
        Map<Object, Object> chinese = file("messages_zh.properties");
        file("messages.properties").forEach((key, english) ->
                assertEquals(slots(english), slots(chinese.get(key)), () -> "placeholders of " + key));
    }

    @Test
    void noMessageIsEmptyOrHoldsControlCharacters() throws IOException {
        for (String name : new String[] {"messages.properties", "messages_zh.properties"}) {
            file(name).forEach((key, text) -> {
                assertFalse(((String) text).isBlank(), () -> name + ": " + key);
                assertFalse(((String) text).chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'),
                        () -> name + ": " + key);
            });
        }
    }

    private static Set<String> slots(Object text) {
        Set<String> result = new TreeSet<>();
        SLOT.matcher(String.valueOf(text)).results().map(MatchResult::group).forEach(result::add);
        return result;
    }

    @Test
    void anUnknownKeyIsSeen() {
        assertEquals("no.such.key", Messages.english().get("no.such.key", 1));
        assertFalse(Messages.english().has("no.such.key"));
    }

    @Test
    void theLocaleDecidesTheLanguage() {
        Set<String> chinese = Messages.chinese().keys();
        assertEquals(chinese, Messages.forEnvironment(Map.of("LANG", "zh_CN.UTF-8")).keys());
        assertEquals(Messages.english().keys(), Messages.forEnvironment(Map.of()).keys());
    }
}
