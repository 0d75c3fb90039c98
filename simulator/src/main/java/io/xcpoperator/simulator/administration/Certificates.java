package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Certificates the pool trusts (recording 10-012). */
final class Certificates implements Behaviour {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+\\.(pem|crt|cer)");
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

    @Override
    public void register(Messages messages) {
        messages.on("pool.install_ca_certificate", Certificates::install);
        messages.on("pool.certificate_install", Certificates::install);
        messages.on("pool.uninstall_ca_certificate", Certificates::uninstall);
        messages.on("pool.certificate_uninstall", Certificates::uninstall);
        messages.on(
                "pool.certificate_list",
                call -> Value.texts(trusted(call).stream()
                        .map(certificate -> certificate.text("name"))
                        .toList()));
        messages.on("pool.crl_list", _ -> Values.NO_ITEMS);
        messages.on("pool.certificate_sync", _ -> Values.EMPTY);
        messages.on("pool.enable_tls_verification", call -> {
            call.world().requireNoUpgrade();
            call.world().pool().set("tls_verification_enabled", true);
            call.database().all("host").forEach(host -> host.set("tls_verification_enabled", true));
            return Values.EMPTY;
        });
        messages.on("host.install_server_certificate", Certificates::installOnHost);
    }

    private static List<Row> trusted(Call call) {
        return call.database().all("Certificate").stream()
                .filter(certificate -> certificate.text("type").equals("ca"))
                .toList();
    }

    private static Optional<Row> find(Call call, String name) {
        return trusted(call).stream()
                .filter(certificate -> certificate.text("name").equals(name))
                .findFirst();
    }

    private static Value install(Call call) {
        X509Certificate certificate = read(call.text(1)).orElseThrow(() -> new XapiFailure("CA_CERTIFICATE_INVALID"));
        String name = call.text(0);
        checkName(name);
        if (find(call, name).isPresent()) {
            throw new XapiFailure("CERTIFICATE_ALREADY_EXISTS", name);
        }
        call.database().create("Certificate", fields(name, certificate));
        return Values.EMPTY;
    }

    private static Map<String, Value> fields(String name, X509Certificate certificate) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(name));
        fields.put("type", Value.of("ca"));
        fields.put("not_before", Value.of(certificate.getNotBefore().toInstant()));
        fields.put("not_after", Value.of(certificate.getNotAfter().toInstant()));
        fields.put("fingerprint", Value.of(fingerprint(certificate, "SHA-256")));
        fields.put("fingerprint_sha256", Value.of(fingerprint(certificate, "SHA-256")));
        fields.put("fingerprint_sha1", Value.of(fingerprint(certificate, "SHA-1")));
        return fields;
    }

    private static String fingerprint(X509Certificate certificate, String algorithm) {
        try {
            return PAIRS.formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<X509Certificate> read(String pem) {
        try {
            var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new XapiFailure("CERTIFICATE_NAME_INVALID", name);
        }
    }

    private static Value uninstall(Call call) {
        String name = call.text(0);
        checkName(name);
        Row certificate = find(call, name).orElseThrow(() -> new XapiFailure("CERTIFICATE_DOES_NOT_EXIST", name));
        call.database().destroy(certificate);
        return Values.EMPTY;
    }

    private static Value installOnHost(Call call) {
        call.row(0);
        if (!call.text(2).contains("PRIVATE KEY-----")) {
            throw new XapiFailure("SERVER_CERTIFICATE_KEY_INVALID");
        }
        if (read(call.text(1)).isEmpty()) {
            throw new XapiFailure("SERVER_CERTIFICATE_INVALID");
        }
        throw new XapiFailure("NOT_IMPLEMENTED", "host.install_server_certificate");
    }
}
