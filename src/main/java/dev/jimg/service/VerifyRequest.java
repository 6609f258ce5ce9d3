package dev.jimg.service;

import java.util.List;

/**
 * What to verify.
 *
 * @param images references or IDs; empty for all
 * @param repair fetch what is damaged again from where it came
 */
public record VerifyRequest(List<String> images, boolean repair) {}
