package io.xcpoperator.simulator.wire;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** A host's own certificate with its key: self-signed, RSA 2048, ten years, CN and SANs of name and address. */
public record HostCertificate(KeyPair keys, X509Certificate certificate) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);
    private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";

    /** One pair for all hosts of this process: making one is slow, and what tells hosts apart is the certificate. */
    private static final class Keys {
        private static final KeyPair ALL = made();
    }

    private static KeyPair made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make keys", e);
        }
    }

    /** Makes a fresh one. */
    public static HostCertificate create(String name, InetAddress address, Instant now) {
        KeyPair keys = Keys.ALL;
        try {
            byte[] body = body(name, address, now, keys);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            byte[] whole = Der.sequence(body, algorithm(), Der.bits(signature.sign()));
            return new HostCertificate(keys, (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private static byte[] body(String name, InetAddress address, Instant now, KeyPair keys) {
        byte[] issuer = Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(address.getHostAddress()))));
        ZonedDateTime from = now.atZone(ZoneOffset.UTC);
        return Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(63, new SecureRandom()).add(BigInteger.ONE)),
                algorithm(),
                issuer,
                Der.sequence(time(from), time(from.plusYears(10))),
                issuer,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(alternativeNames(name, address))));
    }

    private static byte[] time(ZonedDateTime at) {
        return Der.ascii(0x18, TIME.format(at));
    }

    private static byte[] algorithm() {
        return Der.sequence(Der.oid(SHA256_WITH_RSA), Der.nothing());
    }

    private static byte[] alternativeNames(String name, InetAddress address) {
        byte[] names = Der.sequence(Der.ascii(0x82, name), Der.tagged(0x87, address.getAddress()));
        return Der.sequence(Der.oid("2.5.29.17"), Der.octets(names));
    }

    /** SHA-256 in upper-case hex with colons. */
    public String sha256() {
        return fingerprint("SHA-256");
    }

    public String sha1() {
        return fingerprint("SHA-1");
    }

    private String fingerprint(String algorithm) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pem() {
        try {
            String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "HostCertificate[" + sha256() + "]";
    }
}
