/**
 * The Docker Engine API, as a client: what Docker's and Podman's engines have and do, over a socket.
 *
 * <p>{@link dev.jimg.engine.EngineClient} is all that others see of it, one method for each endpoint that is used; it
 * agrees with the engine on a version of the API and says so where something is missing in it. How the engine is
 * reached is a {@link dev.jimg.engine.Transport}: a client of okhttp and a base address, so that a socket file, TCP, TLS
 * and a tunnel look alike above. One class turns statuses and broken connections into errors ({@code EngineErrors}).
 */
package dev.jimg.engine;
