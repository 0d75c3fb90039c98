package io.xcpoperator.xapi.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 of a certificate in DER form, written as hosts print it: upper-case hex pairs with colons. */
public record CertificateFingerprint(String value) {
    public CertificateFingerprint {
        if (!value.matches("([0-9A-F]{2}:){31}[0-9A-F]{2}")) {
            throw new IllegalArgumentException("not a SHA-256 fingerprint");
        }
    }

    /** Accepts a {@code sha256:} prefix, either case, with or without colons. */
    public static CertificateFingerprint parse(String text) {
        String bare = text.strip().toUpperCase(Locale.ROOT);
        String hex = (bare.startsWith("SHA256:") ? bare.substring(7) : bare).replace(":", "");
        if (!hex.matches("[0-9A-F]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 fingerprint");
        }
        return new CertificateFingerprint(hex.replaceAll("(..)(?!$)", "$1:"));
    }

    public static CertificateFingerprint of(byte[] der) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
            return new CertificateFingerprint(
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "sha256:" + value;
    }
}
