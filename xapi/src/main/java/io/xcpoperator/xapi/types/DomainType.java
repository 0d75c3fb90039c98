package io.xcpoperator.xapi.types;

/** XAPI enum domain_type. */
public enum DomainType implements WireEnum {
    HVM("hvm"),
    PV("pv"),
    PV_IN_PVH("pv_in_pvh"),
    PVH("pvh"),
    UNSPECIFIED("unspecified"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    DomainType(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static DomainType of(String word) {
        return WireEnum.find(DomainType.class, word, UNKNOWN);
    }
}
