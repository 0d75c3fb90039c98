package io.xcpoperator.operator.platform.owner;

import io.xcpoperator.xapi.events.MarkIndex;
import java.util.List;

/** By which marks a pool's mirror finds objects; each by the {@code namespace/name} of the resource they are made for. */
public final class MarkIndexes {
    /** On a VDI that we made: the mark of the VM it was made for, and the entry of spec.disks. */
    public static final String DISK_OF = "xcp-operator.io/disk-of";

    /** Objects and tasks with an owner mark. */
    public static final MarkIndex OWNER = new MarkIndex(OwnerMark.KEY, MarkIndexes::resource);

    /** Disks with the mark of the VM they were made for. */
    public static final MarkIndex DISKS = new MarkIndex(DISK_OF, MarkIndexes::resource);

    private MarkIndexes() {}

    /** What every mirror is built with. */
    public static List<MarkIndex> all() {
        return List.of(OWNER, DISKS);
    }

    /** The resource's namespace and name; the empty string for a text that is no mark. */
    private static String resource(String mark) {
        String[] part = mark.split("/", -1);
        return part.length < 5 ? "" : part[1] + "/" + part[2];
    }
}
