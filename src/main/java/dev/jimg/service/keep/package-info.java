/**
 * Keeping the newest images of a repository and clearing away the rest: a rule, what it says of each image, and why.
 *
 * <p>The rule is a function of a list and a moment, so that a dry run and the removal cannot disagree. It asks for
 * nothing but what every {@link dev.jimg.service.ImageService} can do: list, foretell a removal, remove.
 */
package dev.jimg.service.keep;
