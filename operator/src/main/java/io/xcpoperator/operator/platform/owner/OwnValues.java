package io.xcpoperator.operator.platform.owner;

import java.util.Map;
import java.util.Optional;

/**
 * Values under our keys in {@code other_config}. XAPI copies them on clone, copy, snapshot and import, so each begins
 * with the uuid of the object it was written for: one that names another object was inherited, and is as good as none.
 */
public final class OwnValues {
    private OwnValues() {}

    /** The text to store on the object with this uuid. */
    public static String text(String objectUuid, String value) {
        return objectUuid + "/" + value;
    }

    /** What was written for this very object; empty when there is nothing, or it was inherited. */
    public static Optional<String> read(Map<String, String> otherConfig, String key, String objectUuid) {
        String prefix = objectUuid + "/";
        return Optional.ofNullable(otherConfig.get(key))
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()));
    }
}
