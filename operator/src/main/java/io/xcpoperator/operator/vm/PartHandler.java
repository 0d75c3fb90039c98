package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NewVbd;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.NewVif;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifLockingMode;
import io.xcpoperator.xapi.types.VifRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Disks and network interfaces of a VM. */
final class PartHandler {

    private final Attempts attempts;

    PartHandler(Attempts attempts) {
        this.attempts = attempts;
    }

    void disks(DiskAction action, Round round) {
        var calls = round.calls();
        Bindings bound = round.bindings();
        switch (action) {
            case DiskAction.CreateDisk a -> create(a, round);
            case DiskAction.FillDisk a -> fill(a, round);
            case DiskAction.AttachDisk a -> {
                VdiRef vdi = bound.of(a.vdi(), VdiRef::new);
                VbdRef made = calls.vbd()
                        .create(NewVbd.disk(a.vm(), vdi, Integer.toString(a.device()), Map.of(Keys.DISK, a.mark())));
                bound.bind(Symbols.vbd(a.entry()), made);
            }
            case DiskAction.MarkVbd a -> {
                if (a.replaces()) {
                    calls.vbd().removeFromOtherConfig(a.vbd(), Keys.DISK);
                }
                calls.vbd().addToOtherConfig(a.vbd(), Keys.DISK, a.mark());
            }
            case DiskAction.UnmarkVbd a -> gone(() -> calls.vbd().removeFromOtherConfig(a.vbd(), Keys.DISK));
            case DiskAction.MarkVdi a -> {
                if (a.replaces()) {
                    calls.vdi().removeFromOtherConfig(a.vdi(), Keys.DISK_OF);
                }
                calls.vdi().addToOtherConfig(a.vdi(), Keys.DISK_OF, a.mark());
            }
            case DiskAction.GrowDisk a -> round.tasks().vdi().resize(a.vdi(), a.bytes());
            case DiskAction.GrowDiskLive a -> round.tasks().vdi().resizeOnline(a.vdi(), a.bytes());
            case DiskAction.PlugDisk a -> round.tasks().vbd().plug(bound.of(a.vbd(), VbdRef::new));
            case DiskAction.UnplugDisk a -> {
                DestroyHandler.requireOurs(calls.vbd().getRecord(a.vbd()).vm(), round);
                round.tasks().vbd().unplug(a.vbd());
            }
            case DiskAction.MoveDisk a -> {
                DestroyHandler.requireTied(a.vbd(), a.vdi(), a.vm(), round);
                round.tasks().vdi().poolMigrate(a.vdi(), a.sr(), Map.of());
            }
            case DiskAction.DisableTracking a -> gone(() -> calls.vdi().disableCbt(a.vdi()));
            case DiskAction.EnableTracking a -> track(a, round);
            case DiskAction.DetachDisk a ->
                gone(() -> {
                    DestroyHandler.requireOurs(calls.vbd().getRecord(a.vbd()).vm(), round);
                    calls.vbd().destroy(a.vbd());
                });
        }
    }

    /** Not all storage tracks changed blocks: then they are not tracked any more. */
    private static void track(DiskAction.EnableTracking a, Round round) {
        try {
            gone(() -> round.calls().vdi().enableCbt(a.vdi()));
        } catch (XapiException e) {
            if (!e.is("SR_OPERATION_NOT_SUPPORTED")) {
                throw e;
            }
        }
    }

    /**
     * The disk carries its mark from the first moment; only a request without an answer needs a second look. It may be
     * under way, or have been done since the plan was made (S2).
     */
    private void create(DiskAction.CreateDisk a, Round round) {
        if (!attempts.isCertain(a.mark())) {
            PoolView now = round.pool().freshView();
            if (Traces.unmarked(now, List.of("Async.VDI.create"))) {
                throw new Undecided("an earlier request to make the disk may still be under way; looking again");
            }
            Optional<VdiRecord> made = Traces.loose(now, round.me(), a.mark());
            if (made.isPresent()) {
                throw new Undecided("VDI %s is marked as disks[%s] already; none is made beside it, looking again"
                        .formatted(made.get().uuid(), a.entry()));
            }
        }
        attempts.doubtful(a.mark());
        round.tasks().vdi().create(NewVdi.disk(a.label(), a.sr(), a.bytes(), Map.of(Keys.DISK_OF, a.mark())));
        attempts.certain(a.mark(), round.me().uid());
    }

    /** Nothing is written over that anybody could have begun to use (S1). */
    private static void fill(DiskAction.FillDisk a, Round round) {
        VdiRef into = round.bindings().of(a.into(), VdiRef::new);
        boolean ours = a.mark()
                .equals(round.calls().vdi().getRecord(into).otherConfig().get(Keys.DISK_OF));
        PoolView now = round.pool().freshView();
        if (!ours || !now.vbdsOf(into).isEmpty() || Traces.unmarked(now, List.of("Async.VDI.copy"))) {
            throw new Undecided("the disk of disks[%s] may be in use; looking again".formatted(a.entry()));
        }
        round.tasks().vdi().copyInto(a.image(), a.sr(), VdiRef.NULL, into);
    }

    void nics(NicAction action, Round round) {
        var calls = round.calls();
        Bindings bound = round.bindings();
        switch (action) {
            case NicAction.CreateNic a -> {
                VifRef made = calls.vif().create(newVif(a));
                bound.bind(Symbols.vif(a.entry()), made);
            }
            case NicAction.MarkNic a -> {
                if (a.replaces()) {
                    calls.vif().removeFromOtherConfig(a.vif(), Keys.NIC);
                }
                calls.vif().addToOtherConfig(a.vif(), Keys.NIC, a.mark());
            }
            case NicAction.UnmarkNic a -> gone(() -> calls.vif().removeFromOtherConfig(a.vif(), Keys.NIC));
            case NicAction.PlugNic a -> round.tasks().vif().plug(bound.of(a.vif(), VifRef::new));
            case NicAction.UnplugNic a -> {
                DestroyHandler.requireOurs(calls.vif().getRecord(a.vif()).vm(), round);
                round.tasks().vif().unplug(a.vif());
            }
            case NicAction.MoveNic a -> round.tasks().vif().move(a.vif(), a.network());
            case NicAction.SetRate a -> {
                calls.vif().setQosAlgorithmType(a.vif(), rateType(a.rateKBps()));
                calls.vif().setQosAlgorithmParams(a.vif(), rateParams(a.rateKBps()));
            }
            case NicAction.AllowIpv4 a -> calls.vif().setIpv4Allowed(a.vif(), a.addresses());
            case NicAction.AllowIpv6 a -> calls.vif().setIpv6Allowed(a.vif(), a.addresses());
            case NicAction.Lock a -> calls.vif().setLockingMode(a.vif(), mode(a.locked()));
            case NicAction.RemoveNic a ->
                gone(() -> {
                    DestroyHandler.requireOurs(calls.vif().getRecord(a.vif()).vm(), round);
                    calls.vif().destroy(a.vif());
                });
        }
    }

    private static NewVif newVif(NicAction.CreateNic a) {
        NicLimits limits = a.limits();
        return new NewVif(
                a.vm(),
                a.network(),
                Integer.toString(a.device()),
                a.mac(),
                mode(limits.locked()),
                limits.ipv4(),
                limits.ipv6(),
                rateType(limits.rateKBps()),
                rateParams(limits.rateKBps()),
                Map.of(Keys.NIC, a.mark()));
    }

    private static VifLockingMode mode(boolean locked) {
        return locked ? VifLockingMode.LOCKED : VifLockingMode.NETWORK_DEFAULT;
    }

    private static String rateType(long rateKBps) {
        return rateKBps == 0 ? "" : NicLimits.RATE;
    }

    private static Map<String, String> rateParams(long rateKBps) {
        return rateKBps == 0 ? Map.of() : Map.of(NicLimits.KBPS, Long.toString(rateKBps));
    }

    /** What is gone already is as good as removed. */
    static void gone(Runnable call) {
        try {
            call.run();
        } catch (XapiException e) {
            if (!e.is("HANDLE_INVALID")) {
                throw e;
            }
        }
    }
}
