package dev.jimg.service;

/**
 * One more name is known.
 *
 * @param done how many are, this one included
 * @param total how many are asked for
 */
public record UpdateProgress(UpdateStatus status, int done, int total) {}
