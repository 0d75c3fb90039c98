package io.xcpoperator.xapi.records;

import java.util.Map;

/**
 * A placement group to be created.
 *
 * @param placement "normal" or "anti_affinity"
 */
public record NewVmGroup(String nameLabel, String nameDescription, String placement) implements CreateRecord {
    @Override
    public Map<String, Object> toWire() {
        return Map.of("name_label", nameLabel, "name_description", nameDescription, "placement", placement);
    }
}
