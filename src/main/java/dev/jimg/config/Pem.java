package dev.jimg.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and private keys in PEM files (RFC 7468): keys as PKCS #8, and the older forms of RSA (PKCS #1) and
 * elliptic curves (SEC 1), which the Java runtime does not read by itself. Encrypted keys are refused.
 */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] RSA_ALGORITHM =
            {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0};
    private static final byte[] EC_OID = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int EC_PARAMETERS = 0xa0;

    private Pem() {}

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> result = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher block = BLOCK.matcher(read(file));
            while (block.find()) {
                if (block.group(1).equals("CERTIFICATE")) {
                    result.add((X509Certificate) factory.generateCertificate(
                            new ByteArrayInputStream(decode(block.group(2)))));
                }
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw unusable(file, "it holds a certificate that cannot be read", e);
        }
        if (result.isEmpty()) {
            throw unusable(file, "it holds no PEM certificate", null);
        }
        return result;
    }

    /** The first private key of a file. */
    static PrivateKey privateKey(Path file) {
        Matcher block = BLOCK.matcher(read(file));
        try {
            while (block.find()) {
                byte[] der = decode(block.group(2));
                switch (block.group(1)) {
                    case "PRIVATE KEY":
                        return pkcs8(der);
                    case "RSA PRIVATE KEY":
                        return pkcs8(der(SEQUENCE, VERSION_0, RSA_ALGORITHM, der(OCTETS, der)));
                    case "EC PRIVATE KEY":
                        return pkcs8(der(SEQUENCE, VERSION_0, der(SEQUENCE, EC_OID, curveOf(der)), der(OCTETS, der)));
                    default:
                        break;
                }
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(file, "its private key cannot be read", null);
        }
        throw unusable(file, "it holds no PEM private key without a passphrase", null);
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        GeneralSecurityException last = null;
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    /** The curve's object identifier, from the [0] element of an ECPrivateKey (RFC 5915). */
    private static byte[] curveOf(byte[] der) throws GeneralSecurityException {
        for (int i = 0; i + 3 < der.length; i++) {
            boolean found = (der[i] & 0xff) == EC_PARAMETERS && der[i + 2] == OID && der[i + 1] == der[i + 3] + 2;
            if (found) {
                byte[] curve = new byte[der[i + 1]];
                System.arraycopy(der, i + 2, curve, 0, curve.length);
                return curve;
            }
        }
        throw new GeneralSecurityException("the key names no curve");
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = body.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    private static byte[] decode(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read", e);
        }
    }

    private static ConfigException unusable(Path file, String why, Throwable cause) {
        return new ConfigException("cannot use " + file + ": " + why, "Correct or remove the file.", cause);
    }
}
