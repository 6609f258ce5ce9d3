package dev.jimg.tui.term;

/** One thing that the user did at the terminal. */
public sealed interface Input permits Key, Paste, Mouse {}
