package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers a shell that wants to complete a word: a line for each candidate, with a description behind a tab, and a
 * last line that says what else may stand there: {@code :words} nothing, {@code :files}, {@code :directories}.
 *
 * <p>It never says what went wrong. A person who presses Tab has asked for words, and an error would be written into
 * the line that they type.
 */
final class CompletionAnswer {

    static final String COMMAND = "__complete";

    private static final Pattern HEX = Pattern.compile("(sha256:)?[0-9a-f]+");
    /** A shell's word must not end where the word that is completed goes on. */
    private static final Pattern STRANGE = Pattern.compile("[\\s'\"`$&;|<>()\\\\]");

    private final Supplier<ImageService> services;
    private final Supplier<List<String>> contexts;

    CompletionAnswer(Supplier<ImageService> services, Supplier<List<String>> contexts) {
        this.services = services;
        this.contexts = contexts;
    }

    void print(CompletionQuestion question, Output out) {
        List<String> candidates = new ArrayList<>();
        try {
            candidates.addAll(candidates(question));
        } catch (Failure e) {
            // No engine, no store: there is nothing to complete from.
        }
        for (String candidate : candidates) {
            String word = candidate.split("\t", 2)[0];
            if (word.startsWith(question.part()) && !STRANGE.matcher(word).find()) {
                out.line(question.keep() + SafeText.line(word)
                        + (candidate.length() > word.length() ? "\t" + SafeText.line(candidate.substring(
                                word.length() + 1)) : ""));
            }
        }
        out.line(switch (question.kind()) {
            case FILES -> ":files";
            case DIRECTORIES -> ":directories";
            default -> ":words";
        });
    }

    private List<String> candidates(CompletionQuestion question) {
        return switch (question.kind()) {
            case WORDS -> question.words();
            case CONTEXTS -> contexts.get();
            case IMAGES -> images(question.part());
            case CONTAINERS -> containers(question.part());
            case OBJECTS -> {
                List<String> all = new ArrayList<>(images(question.part()));
                all.addAll(containers(question.part()));
                yield all;
            }
            case FILES, DIRECTORIES -> List.of();
        };
    }

    /** Names; IDs only for who has begun to type one. */
    private List<String> images(String part) {
        List<String> names = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (ImageSummary image : services.get().list(ListRequest.EVERYTHING)) {
            for (Reference tag : image.tags()) {
                names.add(tag.familiar());
            }
            ids.add((part.startsWith("sha256:") ? "sha256:" : "") + image.id().shortHex());
        }
        if (HEX.matcher(part).matches() && names.stream().noneMatch(name -> name.startsWith(part))) {
            return ids;
        }
        return names;
    }

    private List<String> containers(String part) {
        List<String> names = new ArrayList<>();
        for (ContainerSummary container : services.get().containers().list(ContainerListRequest.ALL)) {
            boolean byId = !part.isEmpty() && container.id().startsWith(part);
            names.add((byId ? container.id().substring(0, 12) : container.names().get(0)) + "\t" + container.image()
                    + ", " + container.status());
        }
        return names;
    }
}
