package dev.jimg.service;

import java.util.Optional;

/**
 * What became of a logout.
 *
 * @param server the name that the registry was kept under
 * @param kept why something is kept all the same; empty if all is gone
 */
public record LogoutResult(String server, Optional<String> kept) {}
