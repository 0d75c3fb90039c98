package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.network.NicAttachment;
import io.xcpoperator.simulator.storage.DiskAttachment;
import io.xcpoperator.simulator.storage.Volumes;

/** What a VM needs of storage and network: its disks and NICs, attached or not, and the making of disks. */
public record Devices(DiskAttachment disks, NicAttachment nics, Volumes volumes) {
    void attach(Row vm) {
        disks.attachAll(vm);
        nics.attachAll(vm);
    }

    void detach(Row vm) {
        disks.detachAll(vm);
        nics.detachAll(vm);
    }
}
