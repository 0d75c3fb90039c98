package io.xcpoperator.xapi.types;

/** XAPI enum bond_mode. */
public enum BondMode implements WireEnum {
    BALANCE_SLB("balance-slb"),
    ACTIVE_BACKUP("active-backup"),
    LACP("lacp"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    BondMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static BondMode of(String word) {
        return WireEnum.find(BondMode.class, word, UNKNOWN);
    }
}
