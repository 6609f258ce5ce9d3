package dev.jimg.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails is told in the person's language, with all that the parts below can say of it. */
class PhrasesTest {

    private static final Path SOURCES =
            Path.of(System.getProperty("project.dir", "."), "src", "main", "java", "dev", "jimg");
    private static final Pattern SLOT = Pattern.compile("\\{\\d}");

    private final Messages chinese = Messages.chinese();

    /** A new reason or advice wants its line in phrases_zh.txt. */
    @Test
    void allThatThePartsBelowSayIsKnownInChinese() {
        Map<String, String> said = SaidSentences.below(SOURCES);
        Map<String, String> unknown = new TreeMap<>();
        said.forEach((sentence, file) -> {
            if (!isKnown(sentence)) {
                unknown.put(sentence, file);
            }
        });
        assertTrue(said.size() > 500, () -> "the sources are read: " + said.size());
        assertEquals(Map.of(), unknown);
    }

    /** Alone, as what could not be done, or as the end of another. */
    private boolean isKnown(String sentence) {
        String whole = sentence.replace(SaidSentences.SLOT, "x7");
        String shorter = sentence.endsWith(SaidSentences.SLOT)
                ? sentence.substring(0, sentence.length() - SaidSentences.SLOT.length()) : sentence;
        return List.of(whole, shorter.replace(SaidSentences.SLOT, "x7"), "could not " + whole, "x7" + whole).stream()
                .anyMatch(text -> chinese.phrase(text).isPresent());
    }

    @Test
    void bothLanguagesHaveTheSameSlots() throws IOException {
        List<String> lines = lines();
        Set<String> wrong = new TreeSet<>();
        for (int i = 0; i < lines.size(); i += 2) {
            if (!slots(lines.get(i)).equals(slots(lines.get(i + 1)))) {
                wrong.add(lines.get(i));
            }
        }
        assertEquals(0, lines.size() % 2);
        assertEquals(Set.of(), wrong);
    }

    @Test
    void nothingIsThereTwice() throws IOException {
        List<String> lines = lines();
        Set<String> english = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (int i = 0; i < lines.size(); i += 2) {
            if (!english.add(lines.get(i))) {
                twice.add(lines.get(i));
            }
        }
        assertEquals(Set.of(), twice);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no such image|没有这个镜像",
        "no answer from ghcr.io (name not found)|ghcr.io 没有响应（无法解析名称）",
        "no engine listens at tcp://10.0.0.7:2376 (Connection refused)|tcp://10.0.0.7:2376 上没有引擎在监听（连接被拒绝）",
        "cannot use /x/ca.pem: it holds no PEM certificate|无法使用 /x/ca.pem：其中没有 PEM 证书",
        "damaged gzip data (invalid distance too far back)|gzip 数据已损坏（距离无效，超出数据开头）",
        "wants a text in quotes, not a number|应为加引号的文本，而不是数字",
        "wants a table, not true or false|应为表，而不是布尔值 true 或 false",
        "unknown setting of [undo] \"hour\"; did you mean \"hours\"?|未知的[undo] 设置“hour”；您是不是想写“hours”？",
        "\"a b\" is no pattern of repositories|“a b”不是仓库的模式",
        "layer 4d14d14506e2 of team/web:2.0, lib/nginx:1|team/web:2.0, lib/nginx:1 的层 4d14d14506e2",
        "it ended after 1000 of 2000824 bytes, and 2 more|在 2000824 字节中只到 1000 字节就结束了，另有 2 处",
        "Come back in 3 minutes. Docker Hub allows more to those who are logged in: jimg-tui login."
                + "|请在 3 分钟后再试。登录后 Docker Hub 允许更多请求：jimg-tui login。"})
    void fillsSlotsAndLooksIntoThem(String english, String said) {
        assertEquals(Optional.of(said), chinese.phrase(english));
    }

    @Test
    void takesThePhraseWithTheMostWordsOfItsOwn() {
        assertEquals(Optional.of("无法读取 /a: b：权限不足"), chinese.phrase("cannot read /a: b: permission denied"));
    }

    @Test
    void saysLineByLineAndKeepsWhatItDoesNotKnow() {
        assertEquals(Optional.of("第 3 行第 7 列：\"frob\" frobs\n请检查该文件。"),
                chinese.phrase("line 3, column 7: \"frob\" frobs\nCheck the file."));
    }

    @Test
    void whatAServerSaidStaysAsItWas() {
        assertFalse(chinese.phrase("unexpected frobnication in shard 7").isPresent());
    }

    @Test
    void englishIsAsItWasSaid() {
        assertEquals(Optional.of("whatever it is"), Messages.english().phrase("whatever it is"));
    }

    private static Set<String> slots(String text) {
        return SLOT.matcher(text).results().map(result -> result.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                PhrasesTest.class.getResourceAsStream("phrases_zh.txt"), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.isEmpty() && !line.startsWith("# ")).forEach(lines::add);
        }
        return lines;
    }
}
