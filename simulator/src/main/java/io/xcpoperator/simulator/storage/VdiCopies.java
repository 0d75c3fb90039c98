package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.function.Supplier;

/** Disks made of disks: snapshot, clone and copy. */
final class VdiCopies implements Behaviour {
    private final StorageState state;
    private final Volumes volumes;

    VdiCopies(StorageState state, Volumes volumes) {
        this.state = state;
        this.volumes = volumes;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VDI.snapshot", call -> {
            Row vdi = call.row(0);
            return marked(call, vdi, VdiOperation.SNAPSHOT, storage(call), () -> volumes.snapshot(vdi));
        });
        messages.on("VDI.clone", call -> {
            Row vdi = call.row(0);
            return marked(call, vdi, VdiOperation.CLONE, storage(call), () -> volumes.clone(vdi));
        });
        messages.on("VDI.copy", this::copy);
    }

    private static Duration storage(Call call) {
        return call.world().delays().storage();
    }

    private Value copy(Call call) {
        Row vdi = call.row(0);
        boolean into = !call.text(3).equals(Value.NULL_REF) && !call.text(3).isEmpty();
        if (!into) {
            Row sr = call.row(1);
            return marked(call, vdi, VdiOperation.COPY, volumes.copyTime(vdi), () -> volumes.copy(vdi, sr));
        }
        Row target = call.row(3);
        if (target.number("virtual_size") < vdi.number("virtual_size")) {
            throw new XapiFailure("VDI_TOO_SMALL", target.ref(), Long.toString(vdi.number("virtual_size")));
        }
        return marked(call, vdi, VdiOperation.COPY, volumes.copyTime(vdi), () -> {
            volumes.written(target, vdi.number("physical_utilisation"));
            volumes.contents().share(vdi.ref(), target.ref());
            return target;
        });
    }

    /** Does the work between two marks in {@code current_operations}. */
    private Value marked(Call call, Row vdi, VdiOperation operation, Duration time, Supplier<Row> work) {
        state.require(operation, vdi);
        vdi.putEntry("current_operations", call.operationId(), operation.wireName());
        try {
            call.work(time);
        } finally {
            vdi.removeEntry("current_operations", call.operationId());
        }
        return Value.of(work.get().ref());
    }
}
