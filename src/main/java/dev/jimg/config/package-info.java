/**
 * What is configured outside this program, read as its owners read it: Docker's {@code config.json} and credential
 * helpers, the daemon's mirrors and insecure registries, certificates by host, proxies from the environment, contexts
 * and addresses of engines and the order in which they are looked for; and what this program's
 * own settings file says of both.
 *
 * <p>All paths and variables come in through one {@link dev.jimg.config.Environment}, so that nothing here depends on
 * the machine it runs on. Files are read when they are asked for, never at start. What Docker, Podman and Go do is
 * followed also where it is odd: a machine on which {@code docker pull} works shall need no second configuration.
 */
package dev.jimg.config;
