package io.xcpoperator.xapi;

import java.util.Map;

/** The record of VDI.create as plain values. */
final class NewVdiMap {
    private NewVdiMap() {}

    static Map<String, Object> of(String name, String sr) {
        return Map.of(
                "name_label",
                name,
                "SR",
                sr,
                "virtual_size",
                1L << 30,
                "type",
                "user",
                "sharable",
                false,
                "read_only",
                false,
                "other_config",
                Map.of());
    }
}
