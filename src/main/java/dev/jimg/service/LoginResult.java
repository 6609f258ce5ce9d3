package dev.jimg.service;

import java.util.Optional;

/**
 * A login that the registry took.
 *
 * @param unencryptedIn the file that now holds the password for anyone to read who can read the file; empty where it
 *     does not, or did before
 */
public record LoginResult(Optional<String> unencryptedIn) {}
