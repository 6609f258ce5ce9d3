package dev.jimg.service;

import dev.jimg.service.build.BuildEvent;
import java.util.List;

/**
 * What a build without a screen has said since somebody asked last.
 *
 * @param events its steps and what they wrote
 * @param next where to ask from the next time
 */
public record BackgroundOutput(List<BuildEvent> events, long next) {

    public BackgroundOutput {
        events = List.copyOf(events);
    }
}
