package io.xcpoperator.xapi.types;

/** XAPI enum console_protocol. */
public enum ConsoleProtocol implements WireEnum {
    VT100("vt100"),
    RFB("rfb"),
    RDP("rdp"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    ConsoleProtocol(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static ConsoleProtocol of(String word) {
        return WireEnum.find(ConsoleProtocol.class, word, UNKNOWN);
    }
}
