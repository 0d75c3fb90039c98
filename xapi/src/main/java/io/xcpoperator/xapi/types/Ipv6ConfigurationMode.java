package io.xcpoperator.xapi.types;

/** XAPI enum ipv6_configuration_mode. */
public enum Ipv6ConfigurationMode implements WireEnum {
    NONE("None"),
    DHCP("DHCP"),
    STATIC("Static"),
    AUTOCONF("Autoconf"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    Ipv6ConfigurationMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static Ipv6ConfigurationMode of(String word) {
        return WireEnum.find(Ipv6ConfigurationMode.class, word, UNKNOWN);
    }
}
