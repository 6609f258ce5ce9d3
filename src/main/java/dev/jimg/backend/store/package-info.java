/**
 * The image service on the embedded store and the registries. {@code StoreBackend} is the counter; each job (pulling,
 * removing, planning …) is a class of its own behind it.
 */
package dev.jimg.backend.store;
