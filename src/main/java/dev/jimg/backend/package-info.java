/**
 * The image services: what the faces ask for, done with the store, the registry and the archives.
 *
 * <p>{@link dev.jimg.backend.Backends} decides which one a choice leads to. {@code StoreBackend} joins the embedded
 * store and the registries, {@code EngineBackend} an engine and the registries; each of their jobs (pulling, removing,
 * browsing …) is a class of its own. What engines do otherwise than the contract says stands where it is handled. Errors of the parts
 * below become {@link dev.jimg.service.Failure} in one place, {@code Failures}.
 */
package dev.jimg.backend;
