package io.xcpoperator.simulator;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;

/** What guests do by themselves. VMs go by uuid. */
public final class Guests {
    private final World world;

    Guests(World world) {
        this.world = world;
    }

    static void haltAllOn(Row host) {
        for (Row vm : host.followAll("resident_VMs")) {
            if (!vm.flag("is_control_domain")) {
                vm.set("power_state", "Halted");
                vm.set("resident_on", "OpaqueRef:NULL");
            }
        }
    }

    /** How many run. */
    public long running() {
        return world.locked(() -> world.database().all("VM").stream()
                .filter(vm -> vm.text("power_state").equals("Running") && !vm.flag("is_control_domain"))
                .count());
    }
}
