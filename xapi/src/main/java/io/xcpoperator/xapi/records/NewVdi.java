package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiType;
import java.util.Map;
import java.util.Set;

/**
 * A disk to be created.
 *
 * @param virtualSize bytes; drivers round up
 */
public record NewVdi(
        String nameLabel,
        String nameDescription,
        SrRef sr,
        long virtualSize,
        VdiType type,
        boolean sharable,
        boolean readOnly,
        Map<String, String> otherConfig,
        Map<String, String> smConfig,
        Map<String, String> xenstoreData,
        Set<String> tags)
        implements CreateRecord {
    /** A private, writable disk. */
    public static NewVdi disk(String nameLabel, SrRef sr, long virtualSize, Map<String, String> otherConfig) {
        return new NewVdi(
                nameLabel, "", sr, virtualSize, VdiType.USER, false, false, otherConfig, Map.of(), Map.of(), Set.of());
    }

    @Override
    public Map<String, Object> toWire() {
        return Map.ofEntries(
                Map.entry("name_label", nameLabel),
                Map.entry("name_description", nameDescription),
                Map.entry("SR", sr),
                Map.entry("virtual_size", virtualSize),
                Map.entry("type", type),
                Map.entry("sharable", sharable),
                Map.entry("read_only", readOnly),
                Map.entry("other_config", otherConfig),
                Map.entry("sm_config", smConfig),
                Map.entry("xenstore_data", xenstoreData),
                Map.entry("tags", tags));
    }
}
