package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.vm.Devices;
import io.xcpoperator.simulator.vm.SuspendImages;
import java.util.List;
import java.util.function.Consumer;

/** The making of VMs out of VMs, put together. */
public final class Copies {
    private Copies() {}

    /** {@code hardStop}: halts a VM at once, as the way back to a snapshot needs. */
    public static List<Behaviour> behaviours(Database database, Devices devices, Consumer<Row> hardStop) {
        DiskCopies disks = new DiskCopies(devices.volumes());
        DeviceCopies copies = new DeviceCopies(database);
        VmCopier copier = new VmCopier(database, copies);
        return List.of(
                new CopyMessages(copier, disks, new SuspendImages(devices.volumes())),
                new Revert(database, disks, copies, hardStop),
                new Provision(devices));
    }
}
