package io.xcpoperator.xapi.types;

/** Opaque reference to a Certificate; may be the null reference. */
public record CertificateRef(String value) implements Ref {
    public static final CertificateRef NULL = new CertificateRef(Ref.NULL_VALUE);

    @Override
    public String toString() {
        return value;
    }
}
