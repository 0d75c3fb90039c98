package io.xcpoperator.simulator.dispatch;

import java.util.List;
import java.util.Optional;

/**
 * Names of fields as the daemon's database has them: two underscores after a namespace ({@code name__label}), so that
 * a filter that asks for {@code name_label} finds no such field (recording 01-022).
 */
final class Columns {
    private static final List<String> NAMESPACES = List.of(
            "name",
            "memory",
            "VCPUs",
            "actions",
            "PV",
            "HVM",
            "API_version",
            "qos",
            "status",
            "snapshot_schedule",
            "os",
            "PV_drivers");

    /** Fields that begin like a namespace but are in none. */
    private static final List<String> OUTSIDE = List.of("memory_overhead", "memory_target", "os_version", "status");

    private Columns() {}

    /** The field of a column's name; empty when there is no such column. */
    static Optional<String> field(String column) {
        for (String namespace : NAMESPACES) {
            if (column.startsWith(namespace + "__")) {
                return Optional.of(namespace + "_" + column.substring(namespace.length() + 2));
            }
            if (column.startsWith(namespace + "_") && !OUTSIDE.contains(column)) {
                return Optional.empty();
            }
        }
        return Optional.of(column);
    }
}
