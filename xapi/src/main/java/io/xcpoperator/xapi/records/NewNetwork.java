package io.xcpoperator.xapi.records;

import java.util.Map;
import java.util.Set;

/**
 * A network to be created.
 *
 * @param mtu bytes
 */
public record NewNetwork(
        String nameLabel, String nameDescription, long mtu, Map<String, String> otherConfig, Set<String> tags)
        implements CreateRecord {
    @Override
    public Map<String, Object> toWire() {
        return Map.of(
                "name_label", nameLabel,
                "name_description", nameDescription,
                "MTU", mtu,
                "other_config", otherConfig,
                "tags", tags);
    }
}
