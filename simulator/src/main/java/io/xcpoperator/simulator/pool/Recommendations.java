package io.xcpoperator.simulator.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The XML texts inside templates. */
final class Recommendations {
    private static final Map<String, Long> UNITS = Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

    private Recommendations() {}

    /** {@code VM.recommendations}. */
    static String xml(JsonNode node) {
        var xml = new StringBuilder("<restrictions>");
        node.properties().forEach(entry -> xml.append(restriction(entry.getKey(), entry.getValue())));
        return xml.append("</restrictions>").toString();
    }

    private static String restriction(String key, JsonNode value) {
        return switch (key) {
            case "max_memory" -> "<restriction field=\"memory-static-max\" max=\"" + bytes(value.asText()) + "\" />";
            case "vcpus_max" -> "<restriction field=\"vcpus-max\" max=\"" + value.asText() + "\" />";
            case "number_of_vbds" -> "<restriction property=\"number-of-vbds\" max=\"" + value.asText() + "\" />";
            case "number_of_vifs" -> "<restriction property=\"number-of-vifs\" max=\"" + value.asText() + "\" />";
            default -> "<restriction field=\"" + key.replace('_', '-') + "\" value=\"" + value.asText() + "\" />";
        };
    }

    private static long bytes(String text) {
        String unit = text.substring(text.length() - 1);
        return Long.parseLong(text.substring(0, text.length() - 1)) * UNITS.getOrDefault(unit, 1L);
    }

    /** {@code other_config["disks"]}. */
    static String disks(JsonNode disks) {
        var xml = new StringBuilder("<provision>");
        disks.forEach(disk -> xml.append("<disk device=\"")
                .append(disk.get("device").asText())
                .append("\" size=\"")
                .append(disk.get("size").asText())
                .append("\" sr=\"")
                .append(disk.path("sr").asText())
                .append("\" bootable=\"")
                .append(disk.path("bootable").asText())
                .append("\" type=\"")
                .append(disk.path("type").asText())
                .append("\"/>"));
        return xml.append("</provision>").toString();
    }
}
