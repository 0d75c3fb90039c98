package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;

/** What a VM's power path does to its disks. Under the world's lock. */
public final class DiskAttachment {
    private final StorageState state;

    public DiskAttachment(StorageState state) {
        this.state = state;
    }

    /** Attaches all of a VM's VBDs, as its start does; fails with {@code VDI_IN_USE} before it changes anything. */
    public void attachAll(Row vm) {
        List<Row> vbds = vm.followAll("VBDs");
        vbds.forEach(this::checkSharing);
        vbds.forEach(vbd -> {
            vbd.set("currently_attached", true);
            vbd.set("device", DiskDevice.name(vbd.text("userdevice")));
        });
        refresh(vm);
    }

    /** Detaches all of a VM's VBDs, as its stop does. */
    public void detachAll(Row vm) {
        vm.followAll("VBDs").forEach(vbd -> vbd.set("currently_attached", false));
        refresh(vm);
    }

    /** Brings the operations of a VM's VBDs and their disks up to date; after every change of state or guest agent. */
    public void refresh(Row vm) {
        for (Row vbd : vm.followAll("VBDs")) {
            refreshBoth(vbd);
        }
    }

    void refreshBoth(Row vbd) {
        state.refreshVbd(vbd);
        vbd.follow("VDI").ifPresent(state::refreshVdi);
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
