package dev.jimg.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The one message catalogue. {@code messages.properties} is English and complete; {@code messages_zh.properties} is
 * Simplified Chinese; both are UTF-8 and have the same keys. What the
 * parts below the faces say when something fails is English there; {@link #phrase} has it in the person's language.
 *
 * <p>Arguments are {@code {0}}, {@code {1}} …, replaced as they are: MessageFormat's quoting rules and class loading
 * would cost more than they give.
 */
public final class Messages {

    private final Properties texts;
    private final String phrasesFile;
    private Phrases phrases;

    private Messages(Properties texts, String phrasesFile) {
        this.texts = texts;
        this.phrasesFile = phrasesFile;
    }

    public static Messages english() {
        return new Messages(load("messages.properties", new Properties()), "");
    }

    public static Messages chinese() {
        return new Messages(load("messages_zh.properties", english().texts), "phrases_zh.txt");
    }

    /** The language of LC_ALL, else LC_MESSAGES, else LANG: Chinese for {@code zh…}, English for all others. */
    public static Messages forEnvironment(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.startsWith("zh") ? chinese() : english();
            }
        }
        return english();
    }

    /** The message with its arguments; the key itself if there is none, so that a gap is seen and nothing breaks. */
    public String get(String key, Object... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            return key;
        }
        return arguments.length == 0 || text.indexOf('{') < 0 ? text : fill(text, arguments);
    }

    /**
     * A sentence that a part below the faces said in English: what failed, why, what to do. What a server said is not
     * known here, and stays as it was.
     *
     * @return in this language; empty if it is not known
     */
    public Optional<String> phrase(String english) {
        return phrasesFile.isEmpty() ? Optional.of(english) : phrases().say(english);
    }

    /** Read when something fails for the first time: a start does not pay for it. */
    private synchronized Phrases phrases() {
        if (phrases == null) {
            phrases = Phrases.load(phrasesFile);
        }
        return phrases;
    }

    public boolean has(String key) {
        return texts.getProperty(key) != null;
    }

    public Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** In one pass, so that an argument that itself holds {@code {1}} stays as it is. */
    private static String fill(String text, Object[] arguments) {
        StringBuilder result = new StringBuilder(text.length() + 32);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean slot = c == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}'
                    && text.charAt(i + 1) >= '0' && text.charAt(i + 1) - '0' < arguments.length;
            if (slot) {
                result.append(arguments[text.charAt(i + 1) - '0']);
                i += 3;
            } else {
                result.append(c);
                i++;
            }
        }
        return result.toString();
    }

    private static Properties load(String name, Properties defaults) {
        Properties properties = new Properties(defaults);
        try (InputStream in = Messages.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
