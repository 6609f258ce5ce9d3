package dev.jimg.config;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** What a TLS connection to one host is made with: whom it trusts, and what it shows of itself. */
public record TlsMaterial(SSLSocketFactory socketFactory, X509TrustManager trust) {

    private static final char[] NO_PASSWORD = new char[0];

    /**
     * The machine's authorities and, beside them, those of the directory; its client certificates.
     *
     * @param insecure any certificate is taken
     * @throws ConfigException naming the file that cannot be used
     */
    public static TlsMaterial of(Optional<CertificateDirectory> directory, boolean insecure) {
        try {
            X509TrustManager trust = insecure ? new TrustAll() : trust(directory);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(directory.isPresent() ? keys(directory.get()) : null, new TrustManager[] {trust}, null);
            return new TlsMaterial(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("cannot set up TLS: " + e.getMessage(),
                    directory.map(d -> "Check the files in " + d.path() + ".").orElse(""), e);
        }
    }

    private static X509TrustManager trust(Optional<CertificateDirectory> directory)
            throws GeneralSecurityException, IOException {
        X509TrustManager machine = trustIn(null);
        if (directory.isEmpty() || directory.get().authorities().isEmpty()) {
            return machine;
        }
        KeyStore all = emptyStore();
        int number = 0;
        for (X509Certificate authority : machine.getAcceptedIssuers()) {
            all.setCertificateEntry("machine-" + number++, authority);
        }
        for (var file : directory.get().authorities()) {
            for (X509Certificate authority : Pem.certificates(file)) {
                all.setCertificateEntry("own-" + number++, authority);
            }
        }
        return trustIn(all);
    }

    /** @param store null for the authorities of the Java runtime */
    private static X509TrustManager trustIn(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("this Java runtime checks no X.509 certificates");
    }

    private static KeyManager[] keys(CertificateDirectory directory) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (CertificateDirectory.ClientPair pair : directory.clients()) {
            store.setKeyEntry("client-" + number++, Pem.privateKey(pair.key()), NO_PASSWORD,
                    Pem.certificates(pair.certificate()).toArray(new Certificate[0]));
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** For hosts that were configured insecure, and for no others. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
