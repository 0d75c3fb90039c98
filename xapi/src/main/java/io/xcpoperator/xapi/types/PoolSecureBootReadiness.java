package io.xcpoperator.xapi.types;

/** XAPI enum pool_guest_secureboot_readiness. */
public enum PoolSecureBootReadiness implements WireEnum {
    READY("ready"),
    READY_NO_DBX("ready_no_dbx"),
    NOT_READY("not_ready"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    PoolSecureBootReadiness(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static PoolSecureBootReadiness of(String word) {
        return WireEnum.find(PoolSecureBootReadiness.class, word, UNKNOWN);
    }
}
