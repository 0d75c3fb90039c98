package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Set;

/** Hardware the simulated hosts do not have, and pool features that need it (recordings 10-018, 10-019). */
final class Devices implements Behaviour {
    private static final Set<String> RECOVERABLE = Set.of("lvmoiscsi", "lvmohba");

    @Override
    public void register(Messages messages) {
        messages.on("PUSB.scan", call -> {
            call.row(0);
            return Values.EMPTY;
        });
        messages.on("VGPU.create", call -> {
            if (call.database().find("VGPU_type", call.text(4)).isEmpty()) {
                throw new XapiFailure("INVALID_VALUE", "type", call.text(4));
            }
            throw new XapiFailure("NOT_IMPLEMENTED", "VGPU.create");
        });
        messages.on("Cluster.create", call -> {
            call.world().requireNoUpgrade();
            call.row(0);
            throw new XapiFailure("NOT_IMPLEMENTED", "Cluster.create");
        });
        messages.on("VM.recover", call -> {
            call.row(0);
            call.row(1);
            throw new XapiFailure("NOT_IMPLEMENTED", "VM.recover");
        });
        messages.on("DR_task.create", call -> {
            if (!RECOVERABLE.contains(call.text(0))) {
                throw new XapiFailure(
                        "OPERATION_NOT_ALLOWED", "Disaster recovery not supported on SRs of type " + call.text(0));
            }
            throw new XapiFailure("NOT_IMPLEMENTED", "DR_task.create");
        });
    }
}
