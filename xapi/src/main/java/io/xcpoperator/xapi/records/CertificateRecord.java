package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.CertificateRef;
import io.xcpoperator.xapi.types.CertificateType;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.time.Instant;

/** A certificate the pool knows: the fields of class Certificate that are used. */
public record CertificateRecord(
        CertificateRef ref,
        String uuid,
        String name,
        CertificateType type,
        HostRef host,
        Instant notBefore,
        Instant notAfter,
        String fingerprint,
        String fingerprintSha256)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static CertificateRecord read(CertificateRef ref, Fields fields) {
        return new CertificateRecord(
                ref,
                fields.string("uuid"),
                fields.string("name"),
                CertificateType.of(fields.string("type", "host")),
                new HostRef(fields.ref("host")),
                fields.instant("not_before"),
                fields.instant("not_after"),
                fields.string("fingerprint"),
                fields.string("fingerprint_sha256"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.CERTIFICATE;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
