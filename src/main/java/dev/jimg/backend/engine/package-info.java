/**
 * The image service on an engine, Docker's or Podman's. {@code EngineBackend} is the counter; each job is a class of
 * its own behind it. What an engine does otherwise than the contract says stands where it is handled.
 */
package dev.jimg.backend.engine;
