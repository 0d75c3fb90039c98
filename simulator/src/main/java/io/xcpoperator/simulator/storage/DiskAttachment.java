package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;

/** What a VM's power path does to its disks. Under the world's lock. */
public final class DiskAttachment {
    /** Attaches all of a VM's VBDs, as its start does; fails with {@code VDI_IN_USE} before it changes anything. */
    public void attachAll(Row vm) {
        List<Row> vbds = vm.followAll("VBDs");
        vbds.forEach(this::checkSharing);
        vbds.forEach(vbd -> {
            vbd.set("currently_attached", true);
            vbd.set("device", DiskDevice.name(vbd.text("userdevice")));
        });
    }

    /** Detaches all of a VM's VBDs, as its stop does. */
    public void detachAll(Row vm) {
        vm.followAll("VBDs").forEach(vbd -> vbd.set("currently_attached", false));
    }

    /** One writer excludes all others, unless the disk is sharable. */
    void checkSharing(Row vbd) {
        vbd.follow("VDI").filter(vdi -> !vdi.flag("sharable")).ifPresent(vdi -> {
            boolean writes = vbd.text("mode").equals("RW");
            boolean conflict = vdi.followAll("VBDs").stream()
                    .filter(other -> other != vbd && other.flag("currently_attached"))
                    .anyMatch(other -> writes || other.text("mode").equals("RW"));
            if (conflict) {
                throw new XapiFailure("VDI_IN_USE", vdi.ref(), "attach");
            }
        });
    }
}
