package dev.jimg.service;

import java.time.Duration;

/**
 * How many pulls a registry allows.
 *
 * @param limit within the window; -1 if not said
 * @param remaining how many of them are left
 * @param window zero if not said
 */
public record PullAllowance(int limit, int remaining, Duration window) {}
