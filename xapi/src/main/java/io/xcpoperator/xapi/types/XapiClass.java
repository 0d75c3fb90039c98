package io.xcpoperator.xapi.types;

import java.util.Locale;
import java.util.Optional;

/** The classes of the data model that the client reads as records. */
public enum XapiClass {
    VM("VM"),
    VBD("VBD"),
    VDI("VDI"),
    VIF("VIF"),
    PIF("PIF"),
    PIF_METRICS("PIF_metrics"),
    NETWORK("network"),
    VLAN("VLAN"),
    BOND("Bond"),
    SR("SR"),
    PBD("PBD"),
    HOST("host"),
    HOST_METRICS("host_metrics"),
    VM_METRICS("VM_metrics"),
    VM_GUEST_METRICS("VM_guest_metrics"),
    POOL("pool"),
    TASK("task"),
    MESSAGE("message"),
    CONSOLE("console"),
    CERTIFICATE("Certificate");

    private final String wire;

    XapiClass(String wire) {
        this.wire = wire;
    }

    /** The name in messages, as in {@code VM_metrics.get_record}. */
    public String wire() {
        return wire;
    }

    /** The name in events: lower case. */
    public String table() {
        return wire.toLowerCase(Locale.ROOT);
    }

    /** The class of an event's table name, whatever its case; empty for one that is not mirrored. */
    public static Optional<XapiClass> ofTable(String table) {
        for (XapiClass type : values()) {
            if (type.wire.equalsIgnoreCase(table)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
