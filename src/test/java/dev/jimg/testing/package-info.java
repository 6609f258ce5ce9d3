/**
 * Real servers and real programs for tests: a registry, a token server, a Docker engine, a terminal, and images built
 * by hand.
 *
 * <p>Nothing here uses the product's own types. A digest is a plain {@code String} and a manifest is JSON text, so that
 * an error in the product cannot hide behind the same error in its test data. Every server listens on 127.0.0.1 (or a
 * unix socket) and is ended through its process handle.
 *
 * <p>A tool that is not installed skips the tests that need it, except where {@code JIMG_REQUIRE_TOOLS=1} is set, as
 * {@code ./install.sh test} does: there it fails them.
 */
package dev.jimg.testing;
