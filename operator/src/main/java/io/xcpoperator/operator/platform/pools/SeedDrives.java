package io.xcpoperator.operator.platform.pools;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VbdType;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drives that carry a VM's cloud-init. They hold secrets and none of the VM's data: no snapshot and no backup takes them.
 * Pure.
 */
public final class SeedDrives {
    /** In the place of an entry of spec.disks, in the mark of the VDI; no entry is named so. */
    public static final String ENTRY = "cloud-init.drive";

    private SeedDrives() {}

    /** Whether a disk with these keys is such a drive, or a copy of one. */
    public static boolean isOne(Map<String, String> otherConfig) {
        return otherConfig.getOrDefault(MarkIndexes.DISK_OF, "").endsWith("/" + ENTRY);
    }

    /** Those on a VM that were made for it. */
    public static Set<VdiRef> of(VmRef vm, String vmUuid, PoolView view) {
        return view.vbdsOf(vm).stream()
                .filter(vbd -> vbd.type() == VbdType.DISK && !vbd.empty())
                .flatMap(vbd -> view.vdi(vbd.vdi()).stream())
                .filter(vdi -> isMadeFor(vdi, vmUuid))
                .map(VdiRecord::ref)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isMadeFor(VdiRecord vdi, String vmUuid) {
        String text = vdi.otherConfig().getOrDefault(MarkIndexes.DISK_OF, "");
        Optional<OwnerMark> mark =
                isOne(vdi.otherConfig()) ? OwnerMark.parse(text.substring(0, text.lastIndexOf('/'))) : Optional.empty();
        return mark.filter(of -> of.objectUuid().equals(vmUuid)).isPresent();
    }
}
