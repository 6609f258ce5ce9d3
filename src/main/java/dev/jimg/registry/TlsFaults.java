package dev.jimg.registry;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What the exceptions of TLS mean, in words. */
final class TlsFaults {

    private TlsFaults() {}

    /** The other side spoke TLS, but its certificate, or ours, was not accepted. */
    static boolean isAboutCertificates(Throwable e) {
        return find(e, SSLPeerUnverifiedException.class).isPresent() || find(e, CertificateException.class).isPresent()
                || String.valueOf(e.getMessage()).contains("certificate");
    }

    /** The reason, without a full stop. */
    static String why(String host, SSLException e) {
        if (find(e, SSLPeerUnverifiedException.class).isPresent()) {
            return "the certificate of " + host + " is for another name";
        }
        if (find(e, CertificateExpiredException.class).isPresent()) {
            return "the certificate of " + host + " has expired";
        }
        if (find(e, CertificateNotYetValidException.class).isPresent()) {
            return "the certificate of " + host + " is not valid yet (is the clock of this machine right?)";
        }
        if (find(e, CertPathBuilderException.class).isPresent() || find(e, CertificateException.class).isPresent()) {
            return "the certificate of " + host + " is signed by an authority that is not trusted here";
        }
        if (isNotTls(e)) {
            return host + " does not speak TLS";
        }
        if (String.valueOf(e.getMessage()).contains("certificate")) {
            return host + " wants a client certificate, or did not accept the one it got";
        }
        return "no TLS connection to " + host + " (" + ErrorBody.clean(String.valueOf(e.getMessage())) + ")";
    }

    /** What to do about it, a sentence. */
    static String advice(String host, SSLException e) {
        if (isNotTls(e)) {
            return "If it is meant to be plain http, add \"" + host + "\" to \"insecure-registries\" in"
                    + " ~/.config/jimg/config.json.";
        }
        if (find(e, CertPathBuilderException.class).isPresent()) {
            return "Put the authority's certificate into /etc/docker/certs.d/" + host + "/ca.crt.";
        }
        boolean theirs = find(e, CertificateException.class).isPresent()
                || find(e, SSLPeerUnverifiedException.class).isPresent();
        if (!theirs && String.valueOf(e.getMessage()).contains("certificate")) {
            return "Put the client's certificate and key into /etc/docker/certs.d/" + host
                    + "/ as client.cert and client.key.";
        }
        return theirs ? "Ask who runs the registry for a certificate that is right." : "";
    }

    private static boolean isNotTls(SSLException e) {
        return String.valueOf(e.getMessage()).contains("Unsupported or unrecognized SSL message");
    }

    private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
        int depth = 0;
        for (Throwable t = e; t != null && depth < 20; t = t.getCause(), depth++) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
