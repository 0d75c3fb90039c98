package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Credentials;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.errors.DifferentPoolException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.records.CertificateRecord;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.session.CoordinatorSearch.Found;
import io.xcpoperator.xapi.tls.CertificateFingerprint;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.tls.PresentedCertificate;
import io.xcpoperator.xapi.types.CertificateRef;
import io.xcpoperator.xapi.types.CertificateType;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SessionRef;
import io.xcpoperator.xapi.wire.CallBudget;
import io.xcpoperator.xapi.wire.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Logs in, makes sure it is the right pool, and learns its members. */
final class Login {
    private static final String METHOD = "session.login_with_password";
    private final PoolSettings settings;
    private final AddressBook book;
    private final PoolTrust trust;
    private final AtomicReference<Optional<PoolUuid>> known;

    Login(PoolSettings settings, AddressBook book, PoolTrust trust) {
        this.settings = settings;
        this.book = book;
        this.trust = trust;
        this.known = new AtomicReference<>(settings.expectedPool());
    }

    /** Closes the wire when it fails. */
    Connection connect(Found host, Credentials credentials) {
        try {
            SessionRef session = login(host.wire(), credentials);
            Connection raw = new Connection(new PoolUuid(""), host.endpoint(), host.wire(), session);
            try {
                Connection connection = new Connection(identify(raw), host.endpoint(), host.wire(), session);
                learn(connection);
                book.coordinator(host.endpoint());
                return connection;
            } catch (PoolException e) {
                logout(raw);
                throw e;
            }
        } catch (PoolException e) {
            host.wire().close();
            throw e;
        }
    }

    /** A new session over the same wire. */
    SessionRef login(Wire wire, Credentials credentials) {
        Object session = wire.call(
                        METHOD,
                        List.of(credentials.username(), credentials.password().reveal(), "1.1", settings.originator()),
                        budget())
                .value();
        if (session instanceof String ref && !ref.isEmpty()) {
            return new SessionRef(ref);
        }
        throw new TransportException(
                settings.name(), METHOD, TransportException.Kind.GARBAGE, false, "not an answer of XAPI");
    }

    /** As well as it can. */
    void logout(Connection connection) {
        try {
            connection.call("session.logout", List.of(), budget());
        } catch (PoolException _) {
            // the session expires by itself
        }
    }

    private PoolUuid identify(Connection connection) {
        Map<String, Fields> pools = records(connection, "pool.get_all_records");
        PoolUuid found = pools.values().stream()
                .findFirst()
                .map(pool -> new PoolUuid(pool.string("uuid")))
                .filter(uuid -> !uuid.value().isEmpty())
                .orElseThrow(() -> new TransportException(
                        settings.name(),
                        "pool.get_all_records",
                        TransportException.Kind.GARBAGE,
                        false,
                        "the host names no pool"));
        PoolUuid expected = known.updateAndGet(before -> before.isPresent() ? before : Optional.of(found))
                .orElse(found);
        if (!expected.equals(found)) {
            throw new DifferentPoolException(settings.name(), METHOD, expected, found);
        }
        return found;
    }

    private void learn(Connection connection) {
        Map<String, Fields> hosts = records(connection, "host.get_all_records");
        book.members(hosts.values().stream().map(host -> host.string("address")).toList());
        if (trust.learns()) {
            trust.established(certificates(connection, hosts));
        }
    }

    /** What the pool itself says about its members' certificates; nothing where it does not say. */
    private Set<PresentedCertificate> certificates(Connection connection, Map<String, Fields> hosts) {
        Set<PresentedCertificate> told = new HashSet<>();
        try {
            records(connection, "Certificate.get_all_records").forEach((ref, fields) -> {
                CertificateRecord certificate = CertificateRecord.read(new CertificateRef(ref), fields);
                Fields host = hosts.get(certificate.host().value());
                if (host != null && certificate.type() == CertificateType.HOST) {
                    fingerprint(certificate)
                            .ifPresent(sha256 -> told.add(new PresentedCertificate(
                                    host.string("address"), sha256, certificate.notAfter(), true)));
                }
            });
        } catch (XapiException _) {
            // a release or a role without the class: the members are trusted one by one
        }
        return told;
    }

    private static Optional<CertificateFingerprint> fingerprint(CertificateRecord certificate) {
        String text =
                certificate.fingerprintSha256().isEmpty() ? certificate.fingerprint() : certificate.fingerprintSha256();
        try {
            return Optional.of(CertificateFingerprint.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Map<String, Fields> records(Connection connection, String method) {
        Map<String, Fields> records = new HashMap<>();
        if (connection.call(method, List.of(), budget()).value() instanceof Map<?, ?> all) {
            all.forEach((ref, record) -> records.put(String.valueOf(ref), Fields.of(record == null ? "" : record)));
        }
        return records;
    }

    private CallBudget budget() {
        return new CallBudget(
                settings.limits().loginTimeout(), settings.limits().bodyBytes());
    }
}
