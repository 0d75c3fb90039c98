package io.xcpoperator.operator.platform.adopt;

import java.util.Map;
import java.util.Set;

/**
 * An object of the pool, whatever its class.
 *
 * @param noun as a person says it, for example {@code network}
 */
public record Existing(
        String noun,
        String uuid,
        String nameLabel,
        String description,
        Set<String> tags,
        Map<String, String> otherConfig) {
    public Existing {
        tags = Set.copyOf(tags);
        otherConfig = Map.copyOf(otherConfig);
    }

    @Override
    public String toString() {
        return noun + " " + nameLabel;
    }
}
