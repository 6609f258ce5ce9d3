package dev.jimg.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who someone is at one registry. {@code toString} shows no secret.
 *
 * @param user empty for tokens that need none
 */
public record Credentials(Kind kind, String user, String secret) {

    /** What the secret is good for. */
    public enum Kind {
        /** A password, for Basic authentication and for the token server. */
        PASSWORD,
        /** A refresh token, to be changed for access tokens at the token server. */
        IDENTITY_TOKEN,
        /** An access token, sent to the registry as it is. */
        REGISTRY_TOKEN
    }

    public static Credentials password(String user, String password) {
        return new Credentials(Kind.PASSWORD, user, password);
    }

    public static Credentials identityToken(String user, String token) {
        return new Credentials(Kind.IDENTITY_TOKEN, user, token);
    }

    public static Credentials registryToken(String token) {
        return new Credentials(Kind.REGISTRY_TOKEN, "", token);
    }

    /** The value of an Authorization header for Basic (RFC 7617). */
    public String basicHeader() {
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "Credentials[" + kind + ", " + user + ", ***]";
    }
}
