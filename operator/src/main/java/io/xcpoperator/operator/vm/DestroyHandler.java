package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Ownership;
import io.xcpoperator.operator.platform.pools.SnapshotDisks;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** What cannot be undone. Each object is read once more, and left alone unless it still is what it was (S1). */
final class DestroyHandler {

    private DestroyHandler() {}

    static void handle(DestroyAction action, Round round) {
        try {
            switch (action) {
                case DestroyAction.HardShutdown(VmRef vm) -> {
                    requireOurs(vm, round);
                    round.tasks().vm().hardShutdown(vm);
                }
                case DestroyAction.DestroyVm(VmRef vm) -> {
                    requireOurs(vm, round);
                    boolean bare = round.pool().freshView().snapshotsOf(vm).isEmpty();
                    require(bare, "a snapshot was made of the VM meanwhile; not touched");
                    round.tasks().vm().destroy(vm);
                }
                case DestroyAction.DestroySnapshot a -> snapshot(a, round);
                case DestroyAction.DestroySnapshotDisk a -> {
                    requireSnapshot(a.snapshot(), a.of(), round);
                    requireGoesWith(a.snapshot(), a.vdi(), round.pool().freshView());
                    round.tasks().vdi().destroy(a.vdi());
                }
                case DestroyAction.DestroyVtpm a -> {
                    VmRecord now = requireOurs(a.of(), round);
                    require(now.vtpms().contains(a.vtpm()), "the virtual TPM is not the VM's any more; not touched");
                    round.calls().vtpm().destroy(a.vtpm());
                }
                case DestroyAction.DestroyDisk(VdiRef vdi, String _) -> {
                    requireLoose(vdi, round);
                    round.tasks().vdi().destroy(vdi);
                }
            }
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID")) {
                throw e;
            }
        }
    }

    /** A checkpoint's disks go in the same round as it: without it nothing says whose they are. */
    private static void snapshot(DestroyAction.DestroySnapshot a, Round round) {
        requireSnapshot(a.snapshot(), a.of(), round);
        if (a.after().isEmpty()) {
            round.tasks().vm().destroy(a.snapshot());
            return;
        }
        PoolView now = round.pool().freshView();
        a.after().forEach(vdi -> requireGoesWith(a.snapshot(), vdi, now));
        round.calls().vm().destroy(a.snapshot());
        a.after().forEach(vdi -> PartHandler.gone(() -> round.calls().vdi().destroy(vdi)));
    }

    private static void requireSnapshot(VmRef snapshot, VmRef of, Round round) {
        requireOurs(of, round);
        VmRecord record = round.calls().vm().getRecord(snapshot);
        require(record.isASnapshot() && record.snapshotOf().equals(of), "the snapshot is another one now");
    }

    private static void requireGoesWith(VmRef snapshot, VdiRef vdi, PoolView now) {
        require(SnapshotDisks.goesWith(snapshot, vdi, now), "a disk of the snapshot is used elsewhere; not touched");
    }

    /** The VM as it is now, read once more. */
    static VmRecord requireOurs(VmRef vm, Round round) {
        VmRecord record = round.calls().vm().getRecord(vm);
        boolean ours = Ownership.of(record.otherConfig(), record.uuidText(), round.me()) instanceof Ownership.Ours;
        require(ours && !record.isASnapshot() && !record.isControlDomain(), "the VM is not ours any more; not touched");
        requireUnclaimed(record, round);
        return record;
    }

    /** A disk that moves is another one afterwards, and the old one is destroyed. */
    static void requireTied(VbdRef vbd, VdiRef vdi, VmRef vm, Round round) {
        requireOurs(vm, round);
        VbdRecord now = round.calls().vbd().getRecord(vbd);
        require(now.vm().equals(vm) && now.vdi().equals(vdi), "the disk is another one now; not touched");
    }

    /** A stop or a move is planned on what was seen; who claims the VM since then is not in it (S15). */
    private static void requireUnclaimed(VmRecord now, Round round) {
        Map<String, String> planned =
                round.pool().view().vm(now.ref()).map(VmRecord::otherConfig).orElse(Map.of());
        boolean same = Arrays.stream(Claim.values())
                .map(Claim::key)
                .allMatch(key -> Objects.equals(now.otherConfig().get(key), planned.get(key)));
        boolean free = Claims.of(now.otherConfig(), now.uuidText(), Instant.MAX)
                .heldByAnother(round.me().uid())
                .isEmpty();
        require(same && free, "somebody claims the VM now; looking again");
    }

    private static void requireLoose(VdiRef vdi, Round round) {
        VdiRecord record = round.calls().vdi().getRecord(vdi);
        boolean ours = Keys.DiskOf.parse(record.otherConfig())
                .filter(of -> of.madeFor(round.me()))
                .isPresent();
        require(ours && !record.isASnapshot(), "the disk is not ours any more; not touched");
        boolean loose = round.pool().freshView().vbdsOf(vdi).isEmpty();
        require(loose, "the disk is attached to a VM; not touched");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Undecided(otherwise);
        }
    }
}
