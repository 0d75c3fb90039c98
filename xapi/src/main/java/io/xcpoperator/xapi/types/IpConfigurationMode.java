package io.xcpoperator.xapi.types;

/** XAPI enum ip_configuration_mode. */
public enum IpConfigurationMode implements WireEnum {
    NONE("None"),
    DHCP("DHCP"),
    STATIC("Static"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    IpConfigurationMode(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static IpConfigurationMode of(String word) {
        return WireEnum.find(IpConfigurationMode.class, word, UNKNOWN);
    }
}
