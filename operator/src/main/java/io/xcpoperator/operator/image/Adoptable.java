package io.xcpoperator.operator.image;

import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VbdMode;
import io.xcpoperator.xapi.types.VdiType;
import java.util.List;
import java.util.Optional;

/**
 * Which disks of a pool may stand as an image at all (S1). A VM's disk carries no owner mark, and whoever takes it for an
 * image may copy or destroy it: so it is told by its other marks, its kind, and who writes to it. Pure.
 */
final class Adoptable {
    private Adoptable() {}

    /** Why this disk is nobody's image, with what to do; empty where it may be one. */
    static Optional<Verdict> refusal(VdiRecord vdi, boolean iso, PoolView view) {
        return notPlain(vdi, iso).or(() -> anothers(vdi)).or(() -> written(vdi, view));
    }

    /** The part that a record read a moment ago tells by itself; for what is about to be destroyed. */
    static Optional<Verdict> refusal(VdiRecord vdi, boolean iso) {
        return notPlain(vdi, iso).or(() -> anothers(vdi));
    }

    private static Optional<Verdict> notPlain(VdiRecord vdi, boolean iso) {
        if (vdi.isASnapshot()) {
            return stalled(
                    Reason.InvalidSpec,
                    "disk %s is a snapshot, and no image is made of one: copy it on a host (xe vdi-copy) and name the copy"
                            .formatted(vdi.uuid().value()));
        }
        boolean plain = iso || vdi.type() == VdiType.USER || vdi.type() == VdiType.SYSTEM;
        return plain
                ? Optional.empty()
                : stalled(
                        Reason.InvalidSpec,
                        "disk %s is of type %s, no disk for a guest: name another in source.existing"
                                .formatted(vdi.uuid().value(), vdi.type().wire()));
    }

    /** A copy made by hand has the mark too, and nothing here tells it from the original. */
    private static Optional<Verdict> anothers(VdiRecord vdi) {
        return List.of(MarkIndexes.DISK_OF, MarkIndexes.SNAPSHOT_OWNER).stream()
                .filter(vdi.otherConfig()::containsKey)
                .findFirst()
                .flatMap(key -> stalled(
                        Reason.OwnedByAnother,
                        "disk %s was made for %s %s; not touched. If it may be taken, on a host: xe vdi-param-remove uuid=%s param-name=other-config param-key=%s"
                                .formatted(
                                        vdi.uuid().value(),
                                        key.equals(MarkIndexes.DISK_OF) ? "VirtualMachine" : "VirtualMachineSnapshot",
                                        whose(vdi.otherConfig().getOrDefault(key, "")),
                                        vdi.uuid().value(),
                                        key)));
    }

    /** {@code namespace/name} of a mark; what stands behind the fifth part is the entry of a disk. */
    private static String whose(String mark) {
        String[] part = mark.split("/", 6);
        return part.length < 5
                ? "that its mark does not name"
                : OwnerMark.parse(String.join("/", part[0], part[1], part[2], part[3], part[4]))
                        .map(parsed -> parsed.key().toString())
                        .orElse("that its mark does not name");
    }

    private static Optional<Verdict> written(VdiRecord vdi, PoolView view) {
        return view.vbdsOf(vdi.ref()).stream()
                .filter(vbd -> vbd.mode() != VbdMode.RO)
                .map(VbdRecord::vm)
                .map(vm -> view.vm(vm).map(VmRecord::nameLabel).orElse("a VM"))
                .sorted()
                .findFirst()
                .flatMap(vm -> stalled(
                        Reason.InUse,
                        "disk %s is one that VM %s may write to: detach it there, or copy it (xe vdi-copy) and name the copy"
                                .formatted(vdi.uuid().value(), vm)));
    }

    private static Optional<Verdict> stalled(Reason reason, String message) {
        return Optional.of(new Verdict.Stalled(reason, message));
    }
}
