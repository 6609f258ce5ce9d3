package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.FailureText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTextTest {

    private static final String WHY = "it's {0} so (401)";

    private final Look english = Golden.ENGLISH;
    private final Look chinese = Golden.CHINESE;

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void everyObstacleKeepsItsCauseAndInEnglishItsWords(Failure.Kind kind) {
        for (String operation : new String[] {"pull", "list images", "do what nobody thought of"}) {
            for (String subject : new String[] {"", "ghcr.io/a/b:1"}) {
                Failure failure = new Failure(kind, operation, subject, WHY, "");
                assertEquals(failure.getMessage(), english.say(FailureText.whole(failure)));
                assertFalse(chinese.say(FailureText.whole(failure)).contains("could not"));
            }
        }
        Failure failure = new Failure(kind, "pull", "", WHY, "");
        assertEquals(WHY, english.say(FailureText.why(failure)));
        assertFalse(chinese.say(FailureText.why(failure)).startsWith("（"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND,remove,nginx:9,no such image,无法删除 nginx:9：没有这个镜像",
        "UNREACHABLE,list images,,no answer from x (timed out),无法列出镜像：x 没有响应（超时）",
        "REMOTE,pull,a:1,frobs ran out,无法拉取 a:1：对方返回错误（frobs ran out）",
        "CONFLICT,frob,x,it is busy,操作失败（frob）：x：正在被使用，或存在冲突（it is busy）"})
    void saysInChineseWhatFailedAndWhatKindOfObstacleItMet(Failure.Kind kind, String operation, String subject,
            String why, String said) {
        Failure failure = new Failure(kind, operation, subject == null ? "" : subject, why, "");
        assertEquals(said, chinese.say(FailureText.whole(failure)));
    }
}
