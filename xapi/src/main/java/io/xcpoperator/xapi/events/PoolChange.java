package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Optional;

/** One object whose projection changed since the last notification; before or after is empty when it came or went. */
public record PoolChange(Optional<XapiRecord> before, Optional<XapiRecord> after) {
    public PoolChange {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("nothing changed");
        }
    }

    public XapiClass xapiClass() {
        return any().xapiClass();
    }

    public Ref ref() {
        return any().ref();
    }

    private XapiRecord any() {
        return after.or(() -> before).orElseThrow();
    }
}
