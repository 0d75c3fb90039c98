package io.xcpoperator.operator.platform.adopt;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object of the pool, whatever its class.
 *
 * @param noun as a person says it, for example {@code network}
 * @param hosts names of those that have it, where that tells two of one name apart
 */
public record Existing(
        String noun,
        String uuid,
        String nameLabel,
        String description,
        Set<String> tags,
        Map<String, String> otherConfig,
        List<String> hosts) {
    public Existing {
        hosts = List.copyOf(hosts);
        tags = Set.copyOf(tags);
        otherConfig = Map.copyOf(otherConfig);
    }

    public Existing(
            String noun,
            String uuid,
            String nameLabel,
            String description,
            Set<String> tags,
            Map<String, String> otherConfig) {
        this(noun, uuid, nameLabel, description, tags, otherConfig, List.of());
    }

    @Override
    public String toString() {
        return noun + " " + nameLabel;
    }
}
