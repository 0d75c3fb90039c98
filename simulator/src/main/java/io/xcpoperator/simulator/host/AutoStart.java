package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import java.util.List;

/** On every boot of any host, what is halted and marked is started, where the pool says so too; nobody hears of failures. */
final class AutoStart {
    private static final String KEY = "auto_poweron";

    private final World world;
    private final HostGuests guests;

    AutoStart(World world, HostGuests guests) {
        this.world = world;
        this.guests = guests;
    }

    void run() {
        List<Row> marked = world.locked(() -> marked(world.pool())
                ? world.database().all("VM").stream()
                        .filter(vm -> marked(vm)
                                && vm.text("power_state").equals("Halted")
                                && !vm.flag("is_a_template")
                                && !vm.flag("is_a_snapshot"))
                        .toList()
                : List.of());
        for (Row vm : marked) {
            Thread.ofVirtual().name("auto-start").start(() -> world.locked(() -> guests.start(vm)));
        }
    }

    private static boolean marked(Row row) {
        return row.entry("other_config", KEY).equals("true");
    }
}
