package dev.jimg.tui.term;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDecoderTest {
    private static final String ESC = "\u001b";

    private final KeyDecoder decoder = new KeyDecoder();
    private final List<Input> events = new ArrayList<>();

    private KeyDecoderTest type(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    private KeyDecoderTest bytes(byte[] bytes) {
        decoder.feed(bytes, 0, bytes.length, events::add);
        return this;
    }

    private String names() {
        StringBuilder names = new StringBuilder();
        for (Input event : events) {
            names.append(names.length() == 0 ? "" : " ").append(event instanceof Key key ? key.name() : event.toString());
        }
        return names.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a|a", "Z|Z", "镜|镜", "🐳|🐳", "é|é", "^M|enter", "^J|enter", "^I|tab", "^H|backspace", "^?|backspace", "^A|ctrl+a",
        "^C|ctrl+c", "^Z|ctrl+z", "^R|ctrl+r", "^@|ctrl+space", "^_|ctrl+_", "^[x|alt+x", "^[镜|alt+镜", "^[^M|alt+enter",
        "^[^A|ctrl+alt+a", "^[[A|up", "^[[B|down", "^[[C|right", "^[[D|left", "^[OA|up", "^[[H|home", "^[[F|end", "^[OH|home",
        "^[[1~|home", "^[[4~|end", "^[[7~|home", "^[[8~|end", "^[[2~|insert", "^[[3~|delete", "^[[5~|pgup", "^[[6~|pgdn",
        "^[[Z|shift+tab", "^[[1;5A|ctrl+up", "^[[1;2B|shift+down", "^[[1;3C|alt+right", "^[[1;6D|ctrl+shift+left",
        "^[[3;5~|ctrl+delete", "^[[5;2~|shift+pgup", "^[OP|f1", "^[OS|f4", "^[[11~|f1", "^[[15~|f5", "^[[17~|f6", "^[[21~|f10",
        "^[[23~|f11", "^[[24~|f12", "^[[1;5P|ctrl+f1", "^[[15;2~|shift+f5", "^[[[A|f1", "^[[[E|f5", "^[^[[A|alt+up", "^[Oa|ctrl+up",
        "^[[a|shift+up", "^[[3^|ctrl+delete", "^[OM|enter", "^[[27u|esc", "^[[13;2u|shift+enter", "^[[97;5u|ctrl+a",
        "^[[97;2u|A", "^[[27;5;9~|ctrl+tab", "^[[9;2u|shift+tab", "^[[9;6u|ctrl+shift+tab",
    })
    void aSequenceIsOneKeyHoweverItIsCut(String written, String name) {
        String sequence = caret(written);
        type(sequence);
        assertEquals(name, names());
        assertFalse(decoder.pending());
        events.clear();
        for (byte b : sequence.getBytes(UTF_8)) {
            bytes(new byte[] {b});
        }
        assertEquals(name, names());
    }

    /** Caret notation: a caret and one of {@code @A-Z[\\]^_?} is the control character; elsewhere it is itself. */
    private static String caret(String written) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            boolean control = written.charAt(i) == '^' && i + 1 < written.length();
            out.append(control ? (char) (written.charAt(++i) ^ 0x40) : written.charAt(i));
        }
        return out.toString();
    }

    @Test
    void aLoneEscapeIsAKeyOnlyAfterItsTime() {
        type(ESC);
        assertTrue(decoder.pending() && events.isEmpty());
        assertEquals(50, decoder.patience());
        decoder.timeout(events::add);
        assertEquals("esc", names());
        assertEquals(0, decoder.patience());
        type("[A");
        assertEquals("esc [ A", names());
    }

    @Test
    void twoEscapesAreTwoKeys() {
        type(ESC + ESC);
        decoder.timeout(events::add);
        assertEquals("esc esc", names());
    }

    @ParameterizedTest
    @CsvSource({"[, alt+[", "O, alt+O", "], alt+]", "P, alt+P", "_, alt+_"})
    void anIntroducerAloneIsAltWithItsLetter(String letter, String name) {
        type(ESC + letter);
        assertTrue(events.isEmpty());
        decoder.timeout(events::add);
        assertEquals(name, names());
    }

    @Test
    void aSequenceThatIsNeverFinishedIsDropped() {
        type(ESC + "[1;5");
        decoder.timeout(events::add);
        bytes(new byte[] {(byte) 0xE9, (byte) 0x95});
        decoder.timeout(events::add);
        type("x");
        assertEquals("x", names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[I", "[O", "[?1;2c", "[>0;276;0c", "[12;40R", "[99~", "[1;5y", "]11;rgb:0000/0000/0000\u0007",
        "]11;rgb:1/2/3\u001b\\", "P1$r0m\u001b\\", "_Gi=1;OK\u001b\\", "[M !!", "[<0;1M", "[?2026;2$y"})
    void whatIsNoKeyIsSwallowed(String sequence) {
        type(ESC + sequence);
        decoder.timeout(events::add);
        type("x");
        assertEquals("x", names());
    }

    @Test
    void brokenUtf8TypesNothing() {
        bytes(new byte[] {(byte) 0xFF, (byte) 0xC0, (byte) 0x80, 'a', (byte) 0xE9, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0x80,
            (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, (byte) 0xC2, (byte) 0x9B, 'c'});
        assertEquals("a b c", names());
    }

    @Test
    void altDoesNotStickToTheKeyAfterGarbage() {
        bytes(new byte[] {0x1B, (byte) 0xFF, 'a'});
        assertEquals("a", names());
    }

    @Test
    void aPasteIsOneEventAndNeverRunsAsKeys() {
        type("x" + ESC + "[200~d\rq\r\nz\t" + ESC + "[A" + ESC + "[31m\u0007镜" + ESC + "[201~y");
        assertEquals(3, events.size());
        assertEquals(new Paste("d\nq\nz\t[A[31m镜", false), events.get(1));
        assertEquals(Key.of('y'), events.get(2));
    }

    @Test
    void aPasteSurvivesEveryCut() {
        byte[] all = (ESC + "[200~a" + ESC + ESC + "[201x镜像" + ESC + "[201~").getBytes(UTF_8);
        for (int cut = 0; cut <= all.length; cut++) {
            events.clear();
            decoder.feed(all, 0, cut, events::add);
            decoder.feed(all, cut, all.length - cut, events::add);
            assertEquals(List.of(new Paste("a[201x镜像", false)), events);
        }
    }

    @Test
    void aHugePasteIsCutAtItsLimit() {
        type(ESC + "[200~");
        byte[] chunk = "镜".repeat(100_000).getBytes(UTF_8);
        for (int i = 0; i < 5; i++) {
            bytes(chunk);
        }
        type(ESC + "[201~q");
        Paste paste = (Paste) events.get(0);
        assertTrue(paste.cut());
        assertTrue(paste.text().length() <= KeyDecoder.MAX_PASTE / 3 + 1);
        assertEquals(Key.of('q'), events.get(1));
    }

    @Test
    void aPasteWithoutEndIsGivenUpAfterASilence() {
        type(ESC + "[200~half");
        assertEquals(KeyDecoder.PASTE_PATIENCE, decoder.patience());
        decoder.timeout(events::add);
        type("x");
        assertEquals(List.of(new Paste("half", false), Key.of('x')), events);
    }

    @Test
    void theMouseIsReportedByCells() {
        type(ESC + "[<0;10;5M" + ESC + "[<0;10;5m" + ESC + "[<32;11;5M" + ESC + "[<64;1;1M" + ESC + "[<65;300;100M" + ESC
                + "[<18;1;2M" + ESC + "[<35;4;4M" + ESC + "[<66;1;1M");
        assertEquals(List.of(
                new Mouse(Mouse.Action.PRESS, 1, 9, 4, false, false, false),
                new Mouse(Mouse.Action.RELEASE, 1, 9, 4, false, false, false),
                new Mouse(Mouse.Action.DRAG, 1, 10, 4, false, false, false),
                new Mouse(Mouse.Action.WHEEL_UP, 0, 0, 0, false, false, false),
                new Mouse(Mouse.Action.WHEEL_DOWN, 0, 299, 99, false, false, false),
                new Mouse(Mouse.Action.PRESS, 3, 0, 1, true, false, false),
                new Mouse(Mouse.Action.MOVE, 0, 3, 3, false, false, false)), events);
    }

    @Test
    void randomBytesNeverFailAndNeverTypeControls() {
        Random random = new Random(17);
        byte[] alphabet = (ESC + ESC + ESC + "[[O;;<Mm~01259ABu\u0007\r\n]P\\").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 200_000; i++) {
            byte b = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
            bytes(new byte[] {b});
            if (random.nextInt(50) == 0) {
                decoder.timeout(events::add);
                assertFalse(decoder.pending());
            }
        }
        for (Input event : events) {
            if (event instanceof Key key && key.type() == KeyType.Character) {
                assertTrue(key.codePoint() == 0x200D || !Cells.isUnsafe(key.codePoint()), key.name());
            }
        }
    }
}
