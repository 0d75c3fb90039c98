package io.xcpoperator.operator.platform.owner;

import io.xcpoperator.xapi.events.MarkIndex;
import java.util.List;

/** By which marks a pool's mirror finds objects; each by the {@code namespace/name} of the resource they are made for. */
public final class MarkIndexes {
    /** On a VDI that we made: the mark of the VM it was made for, and the entry of spec.disks. */
    public static final String DISK_OF = "xcp-operator.io/disk-of";

    /** On a VBD of a VM we own, and on copies of it: VM uuid and entry of spec.disks. */
    public static final String DISK = "xcp-operator.io/disk";

    /** The same on a VIF, of spec.networkInterfaces. */
    public static final String NIC = "xcp-operator.io/nic";

    /**
     * On a snapshot: whose it is. A key of its own, for a snapshot carries its VM's mark too. Also on what is left of one,
     * its disks, and on tasks about it.
     */
    public static final String SNAPSHOT_OWNER = "xcp-operator.io/snapshot-owner";

    /** Objects and tasks with an owner mark. */
    public static final MarkIndex OWNER = new MarkIndex(OwnerMark.KEY, MarkIndexes::resource);

    /** Disks with the mark of the VM they were made for. */
    public static final MarkIndex DISKS = new MarkIndex(DISK_OF, MarkIndexes::resource);

    /** Snapshots, their disks and tasks, by the resource they are made for. */
    public static final MarkIndex SNAPSHOTS = new MarkIndex(SNAPSHOT_OWNER, MarkIndexes::resource);

    private MarkIndexes() {}

    /** What every mirror is built with. */
    public static List<MarkIndex> all() {
        return List.of(OWNER, DISKS, SNAPSHOTS);
    }

    /** The resource's namespace and name; the empty string for a text that is no mark. */
    private static String resource(String mark) {
        String[] part = mark.split("/", -1);
        return part.length < 5 ? "" : part[1] + "/" + part[2];
    }
}
