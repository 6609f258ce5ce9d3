package dev.jimg.engine;

import dev.jimg.engine.EngineException.Kind;
import dev.jimg.text.SafeText;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What is wrong with the way to an engine where the way is TLS or ssh. */
final class WayErrors {

    static final String CERTIFICATE_ADVICE =
            "Put cert.pem and key.pem into DOCKER_CERT_PATH, or into the docker context.";

    private static final int MAX_DEPTH = 20;
    private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

    private WayErrors() {}

    /**
     * @param where the engine's address
     * @return empty if it is not a matter of TLS or ssh
     */
    static Optional<EngineException> of(Ask ask, String where, Throwable thrown) {
        Optional<TunnelException> tunnel = find(thrown, TunnelException.class);
        if (tunnel.isPresent()) {
            TunnelException e = tunnel.get();
            return Optional.of(ask.error(e.kind(), "no way to " + where + ": " + e.getMessage(), e.advice(), thrown));
        }
        return find(thrown, SSLException.class).map(e -> tls(ask, where, e));
    }

    /** What an engine with TLS says, with status 400, to those who come without. */
    static boolean isPlainToTls(String said) {
        return said.contains("HTTP request to an HTTPS server");
    }

    static EngineException plainToTls(Ask ask) {
        return ask.error(Kind.UNREACHABLE, "the engine speaks TLS only", "Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH"
                + " to the directory with its ca.pem and your cert.pem and key.pem.");
    }

    private static EngineException tls(Ask ask, String where, SSLException e) {
        if (find(e, SSLPeerUnverifiedException.class).isPresent()) {
            return ask.error(Kind.DENIED, "the certificate of " + where + " is for another name",
                    "Use a name that stands in the certificate.", e);
        }
        if (find(e, CertificateExpiredException.class).isPresent()) {
            return ask.error(Kind.DENIED, "the certificate of " + where + " has expired", "The engine wants a new one.",
                    e);
        }
        if (find(e, CertificateNotYetValidException.class).isPresent()) {
            return ask.error(Kind.DENIED, "the certificate of " + where + " is not valid yet",
                    "Is the clock of this machine right?", e);
        }
        if (find(e, CertPathBuilderException.class).isPresent() || find(e, CertificateException.class).isPresent()) {
            return ask.error(Kind.DENIED, "the certificate of " + where + " is signed by an authority that is not"
                    + " trusted here", "Put the authority's certificate into ca.pem in DOCKER_CERT_PATH, or into the"
                    + " docker context.", e);
        }
        String said = String.valueOf(e.getMessage());
        if (said.contains(NOT_TLS)) {
            return ask.error(Kind.UNREACHABLE, where + " does not speak TLS",
                    "Unset DOCKER_TLS_VERIFY and DOCKER_TLS, or name another port.", e);
        }
        if (said.contains("certificate")) {
            return ask.error(Kind.DENIED, where + " wants a client certificate, or did not accept the one it got",
                    CERTIFICATE_ADVICE, e);
        }
        return ask.error(Kind.UNREACHABLE, "no TLS connection to " + where + " (" + SafeText.line(said) + ")", "", e);
    }

    private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        int depth = 0;
        for (Throwable t = e; t != null && depth < MAX_DEPTH; t = t.getCause(), depth++) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
