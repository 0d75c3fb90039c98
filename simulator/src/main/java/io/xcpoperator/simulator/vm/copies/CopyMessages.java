package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import io.xcpoperator.simulator.vm.SuspendImages;
import io.xcpoperator.simulator.vm.VmOperations;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** VM.clone, copy, snapshot and checkpoint (recordings 03, 09). */
final class CopyMessages implements Behaviour {
    private final VmCopier copier;
    private final DiskCopies disks;
    private final SuspendImages images;

    CopyMessages(VmCopier copier, DiskCopies disks, SuspendImages images) {
        this.copier = copier;
        this.disks = disks;
        this.images = images;
    }

    @Override
    public void register(Messages messages) {
        messages.on("VM.clone", call -> run(call, CopyKind.CLONE, Optional.empty(), Set.of()));
        messages.on("VM.copy", call -> {
            boolean elsewhere = !call.text(2).isEmpty() && !call.text(2).equals(Value.NULL_REF);
            return run(call, CopyKind.COPY, elsewhere ? Optional.of(call.row(2)) : Optional.empty(), Set.of());
        });
        messages.on("VM.snapshot", call -> run(call, CopyKind.SNAPSHOT, Optional.empty(), Set.copyOf(call.texts(2))));
        messages.on("VM.checkpoint", call -> run(call, CopyKind.CHECKPOINT, Optional.empty(), Set.of()));
    }

    private Value run(Call call, CopyKind kind, Optional<Row> sr, Set<String> ignored) {
        Row vm = call.row(0);
        String name = call.text(1);
        return VmOperations.run(call, vm, kind.operation(), () -> {
            if (vm.flag("is_control_domain")) {
                throw new XapiFailure("OPERATION_NOT_ALLOWED", "This operation is not allowed on a control domain");
            }
            boolean caught =
                    kind == CopyKind.CHECKPOINT && vm.text("power_state").equals("Running");
            Optional<Row> image = caught ? Optional.of(memory(call, vm)) : Optional.empty();
            call.work(disks.time(vm, kind, call.world().delays().storage()));
            Map<String, Row> copies = disks.make(vm, kind, sr, ignored);
            Row copy = copier.copy(vm, kind, name, copies, call.world().now());
            image.or(() -> sleeping(vm, copy, kind)).ifPresent(own -> copy.set("suspend_VDI", own.ref()));
            VmOperations.refresh(copy);
            return Value.of(copy.ref());
        });
    }

    /** Writes the guest's memory to an image while the guest waits. */
    private Row memory(Call call, Row vm) {
        Row image = images.create(call, vm);
        try {
            call.work(images.time(call, vm));
        } catch (XapiFailure failure) {
            disks.discard(image);
            throw failure;
        }
        vm.set("last_booted_record", SuspendImages.lastBoot(vm, call.world().now()));
        image.set("is_a_snapshot", true);
        image.set("snapshot_time", call.world().now());
        return image;
    }

    /** The image of a sleeping guest's copy. */
    private Optional<Row> sleeping(Row vm, Row copy, CopyKind kind) {
        return copy.text("power_state").equals("Suspended")
                ? vm.follow("suspend_VDI").map(vdi -> disks.make(vdi, kind, Optional.empty()))
                : Optional.empty();
    }
}
