package io.xcpoperator.xapi.types;

/** XAPI enum vm_secureboot_readiness. */
public enum VmSecureBootReadiness implements WireEnum {
    NOT_SUPPORTED("not_supported"),
    DISABLED("disabled"),
    FIRST_BOOT("first_boot"),
    READY("ready"),
    READY_NO_DBX("ready_no_dbx"),
    SETUP_MODE("setup_mode"),
    CERTS_INCOMPLETE("certs_incomplete"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    VmSecureBootReadiness(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static VmSecureBootReadiness of(String word) {
        return WireEnum.find(VmSecureBootReadiness.class, word, UNKNOWN);
    }
}
