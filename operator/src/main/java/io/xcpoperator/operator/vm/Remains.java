package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is left in the pool of a VM that was ours, should status have lost its uuid: disks made for it, snapshots and
 * copies of it. Each carries the uuid of the original beside our own uid, and so proves that there was one (S13).
 */
final class Remains {
    private Remains() {}

    /** The uuid of a VM that was made for, or adopted by, this very resource. */
    static Optional<String> find(Owner me, PoolView view) {
        String key = me.key().toString();
        Stream<OwnerMark> disks = view.vdisMarked(MarkIndexes.DISKS, key).stream()
                .map(VdiRecord::otherConfig)
                .flatMap(map -> Keys.DiskOf.parse(map).stream())
                .map(Keys.DiskOf::vm);
        Stream<OwnerMark> copies = view.vmsMarked(MarkIndexes.OWNER, key).stream()
                .map(VmRecord::otherConfig)
                .flatMap(map -> OwnerMark.parse(map.getOrDefault(OwnerMark.KEY, "")).stream());
        return Stream.concat(copies, disks)
                .filter(mark -> mark.equals(me.markFor(mark.objectUuid())))
                .map(OwnerMark::objectUuid)
                .sorted()
                .findFirst();
    }
}
