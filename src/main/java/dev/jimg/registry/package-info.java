/**
 * The OCI distribution API, as a client, and Docker Hub's search: what a registry has, and its bytes.
 *
 * <p>{@link dev.jimg.registry.RegistryClient} is all that others see. Behind it stands one class an endpoint
 * ({@code ManifestEndpoint}, {@code BlobEndpoint}, {@code NameLists}, {@code HubSearch}); below these, one layer a
 * concern: mirrors and schemes ({@code Endpoints}), tries ({@code Retrier}), authorization ({@code Authorizer}),
 * redirects ({@code Redirects}), connections ({@code HttpClients}), and the sockets below okhttp ({@code WideSockets}), which
 * took a third of the processor time out of a pull on one connection. One class turns statuses and broken connections
 * into errors ({@code RegistryErrors}).
 *
 * <p>Calls block the thread that makes them; only the lookup of a name, which cannot be broken off, has a thread of its
 * own ({@code NameLookup}). Nothing of okhttp, of TLS or of the
 * configuration is loaded before the first call, because most starts of this program never speak to a registry. A program
 * that stays can have that done before it is waited for ({@code Rehearsal}): in the app it takes a third off the first
 * pull of 200 MB. For a single command it brought nothing: what it saves there it takes from the same two processors.
 * Redirects are followed by hand, because the rules for credentials on the way are this package's business.
 */
package dev.jimg.registry;
