package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.NetworkDefaultLockingMode;
import io.xcpoperator.xapi.types.NetworkOperation;
import io.xcpoperator.xapi.types.NetworkPurpose;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** A virtual switch of the pool: the fields of class network that are used. */
public record NetworkRecord(
        NetworkRef ref,
        NetworkUuid uuid,
        String nameLabel,
        String nameDescription,
        String bridge,
        long mtu,
        boolean managed,
        Set<NetworkPurpose> purpose,
        NetworkDefaultLockingMode defaultLockingMode,
        Map<String, String> otherConfig,
        Set<String> tags,
        Map<String, NetworkOperation> currentOperations)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static NetworkRecord read(NetworkRef ref, Fields fields) {
        return new NetworkRecord(
                ref,
                new NetworkUuid(fields.string("uuid")),
                fields.string("name_label"),
                fields.string("name_description"),
                fields.string("bridge"),
                fields.integer("MTU", 1500),
                fields.bool("managed", true),
                fields.enums("purpose", NetworkPurpose::of),
                NetworkDefaultLockingMode.of(fields.string("default_locking_mode", "unlocked")),
                fields.map("other_config"),
                fields.strings("tags"),
                fields.operations("current_operations", NetworkOperation::of));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.NETWORK;
    }

    @Override
    public String uuidText() {
        return uuid.value();
    }
}
