package io.xcpoperator.xapi.types;

/** XAPI enum certificate_type. */
public enum CertificateType implements WireEnum {
    CA("ca"),
    HOST("host"),
    HOST_INTERNAL("host_internal"),
    PINNED("pinned"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    CertificateType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static CertificateType of(String word) {
        return WireEnum.find(CertificateType.class, word, UNKNOWN);
    }
}
