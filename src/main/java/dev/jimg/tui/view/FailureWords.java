package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.FailureText;
import java.util.Locale;
import java.util.Optional;

/** Puts failures in the person's language. */
final class FailureWords {

    private FailureWords() {}

    static String say(FailureText text, Look look) {
        return switch (text.part()) {
            case WHOLE -> whole(text.failure(), look);
            case ALONE -> alone(text.failure(), look);
            case WHY -> why(text.failure(), look);
            case ADVICE -> known(text.failure().advice(), look);
        };
    }

    /** The sentence; as it was said where this language does not know it. */
    static String known(String english, Look look) {
        return look.messages().phrase(english).orElse(english);
    }

    private static String whole(Failure failure, Look look) {
        if (failure.subject().isEmpty()) {
            return alone(failure, look);
        }
        Optional<String> could = could(failure, look);
        String why = why(failure, look);
        String subject = known(failure.subject(), look);
        if (could.isPresent() && !subject.isEmpty() && Character.isIdeographic(subject.codePointAt(0))) {
            return look.say("failure.whole-alone", could.get() + subject, why);
        }
        return could.isPresent() ? look.say("failure.whole", could.get(), subject, why)
                : look.say("failure.other", failure.operation(), subject, why);
    }

    private static String alone(Failure failure, Look look) {
        String why = why(failure, look);
        return could(failure, look).map(could -> look.say("failure.whole-alone", could, why))
                .orElseGet(() -> look.say("failure.other-alone", failure.operation(), why));
    }

    private static Optional<String> could(Failure failure, Look look) {
        return look.messages().phrase("could not " + failure.operation());
    }

    /** Words that are not known here get the kind of obstacle in front. */
    private static String why(Failure failure, Look look) {
        return look.messages().phrase(failure.why()).orElseGet(() -> look.say(
                "obstacle." + failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), failure.why()));
    }
}
