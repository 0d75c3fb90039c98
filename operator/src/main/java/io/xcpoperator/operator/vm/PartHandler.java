package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NewVbd;
import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.NewVif;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Disks and network interfaces of a VM. */
final class PartHandler {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Attempts attempts;

    PartHandler(Attempts attempts) {
        this.attempts = attempts;
    }

    void disks(DiskAction action, Round round) {
        var calls = round.calls();
        Bindings bound = round.bindings();
        switch (action) {
            case DiskAction.CreateDisk a -> create(a, round);
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
            case DiskAction.DetachDisk a ->
                gone(() -> {
                    DestroyHandler.requireOurs(calls.vbd().getRecord(a.vbd()).vm(), round);
                    calls.vbd().destroy(a.vbd());
                });
        }
    }

    /**
     * The disk carries its mark from the first moment; only a request without an answer needs a second look. It may be
     * under way, or have been done since the plan was made (S2).
     */
    private void create(DiskAction.CreateDisk a, Round round) {
        if (!attempts.isCertain(a.mark())) {
            PoolView now = round.pool().viewAfterWrites(FRESH);
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

    void nics(NicAction action, Round round) {
        var calls = round.calls();
        Bindings bound = round.bindings();
        switch (action) {
            case NicAction.CreateNic a -> {
                VifRef made = calls.vif()
                        .create(NewVif.on(
                                a.vm(),
                                a.network(),
                                Integer.toString(a.device()),
                                a.mac(),
                                Map.of(Keys.NIC, a.mark())));
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
            case NicAction.RemoveNic a -> gone(() -> calls.vif().destroy(a.vif()));
        }
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
