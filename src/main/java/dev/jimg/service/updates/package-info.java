/**
 * Which local names have moved in their registries since the images here came from there.
 *
 * <p>Asking is never done by itself: a face asks because a person wants it or has set it so. What was found is kept, so
 * that a list can mark what is old without asking anybody.
 */
package dev.jimg.service.updates;
