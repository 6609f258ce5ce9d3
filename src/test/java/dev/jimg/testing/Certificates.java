package dev.jimg.testing;

import okhttp3.tls.HeldCertificate;

/** Certificates made on the spot. */
public final class Certificates {
    private Certificates() {}

    public static HeldCertificate authority() {
        return new HeldCertificate.Builder()
                .commonName("jimg test authority")
                .certificateAuthority(0)
                .build();
    }

    /** For a server on 127.0.0.1 or localhost. */
    public static HeldCertificate server(HeldCertificate authority) {
        return new HeldCertificate.Builder()
                .commonName("127.0.0.1")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("localhost")
                .signedBy(authority)
                .build();
    }
}
