package io.xcpoperator.xapi.types;

/** XAPI enum latest_synced_updates_applied_state. */
public enum LatestSyncedUpdatesApplied implements WireEnum {
    YES("yes"),
    NO("no"),
    /** A word this client does not know, perhaps of a newer release. */
    UNKNOWN("");

    private final String wire;

    LatestSyncedUpdatesApplied(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The constant of this word, {@link #UNKNOWN} for any other. */
    public static LatestSyncedUpdatesApplied of(String word) {
        return WireEnum.find(LatestSyncedUpdatesApplied.class, word, UNKNOWN);
    }
}
