package io.xcpoperator.simulator.vm.groups;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;

/** VMSS: a licensed feature the pool has not (recording 09-015); nobody gets as far as a schedule. */
public final class ScheduleMessages implements Behaviour {
    @Override
    public void register(Messages messages) {
        messages.on("VMSS.create", _ -> {
            throw new XapiFailure("LICENCE_RESTRICTION", "VMSS");
        });
        messages.on("VMSS.snapshot_now", call -> {
            call.row(0);
            return Values.EMPTY;
        });
        for (String field : List.of("retained_snapshots", "frequency", "schedule", "last_run_time", "type")) {
            messages.on("VMSS.set_" + field, call -> {
                call.row(0).set(field, call.argument(1));
                return Values.EMPTY;
            });
        }
        for (String name : List.of("add_to", "remove_from")) {
            String full = "VMSS." + name + "_schedule";
            messages.on(full, messages.generated(full));
        }
    }
}
