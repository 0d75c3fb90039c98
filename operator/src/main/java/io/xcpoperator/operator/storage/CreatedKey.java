package io.xcpoperator.operator.storage;

import io.xcpoperator.operator.platform.owner.OwnValues;
import io.xcpoperator.xapi.records.SrRecord;

/** The key that says that a storage repository was created for a resource, not found: only such a one is ever destroyed. Pure. */
final class CreatedKey {
    static final String KEY = "xcp-operator.io/made";

    private CreatedKey() {}

    static String value(SrRecord storage, String resourceUid) {
        return OwnValues.text(storage.uuid().value(), resourceUid);
    }

    /** Whoever's resource it was: a taken-over one is still one that this operator created. */
    static boolean isOn(SrRecord storage) {
        return OwnValues.read(storage.otherConfig(), KEY, storage.uuid().value())
                .isPresent();
    }
}
