/**
 * Which image service stands behind a choice: {@link dev.jimg.backend.Backends} finds out and opens it.
 *
 * <p>The services themselves are two of the packages below, {@code store} and {@code engine}; what both need is in
 * {@code shared}, and what goes from one place to another in {@code copy}. The faces know none of them, only {@link
 * dev.jimg.service.ImageService}.
 */
package dev.jimg.backend;
