package dev.jimg.cli;

import dev.jimg.service.BackendChoice;

/**
 * A line shell that somebody asked for.
 *
 * @param choice the backend it begins with
 * @param plain lines only, whatever the terminal can do
 * @param stopsAtFailure whether the first command that fails is the last
 */
public record ShellWish(BackendChoice choice, boolean plain, boolean stopsAtFailure) {}
