package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.value.Value;
import java.util.Map;

/** The roles of the data model that users can have; the permissions inside them are not objects here. */
public final class Roles {
    private Roles() {}

    public static void create(Database database) {
        Map.of(
                        "pool-admin", "The Pool Administrator role has full access to all features and settings",
                        "pool-operator", "The Pool Operator role manages host- and pool-wide resources",
                        "vm-power-admin",
                                "The VM Power Administrator role has full access to VM and template management",
                        "vm-admin", "The VM Administrator role can manage VMs and templates",
                        "vm-operator", "The VM Operator role can use VMs and interact with VM consoles",
                        "read-only", "The Read-Only role can log in with basic read-only access")
                .forEach((name, description) -> database.create(
                        "role", Map.of("name_label", Value.of(name), "name_description", Value.of(description))));
    }
}
