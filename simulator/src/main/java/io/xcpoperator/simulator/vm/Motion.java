package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.storage.Volumes;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Disks on their way to other SRs while their VM goes on with the originals, which the copies replace at the end.
 * Whatever goes wrong before that leaves nothing behind.
 */
final class Motion {
    private final Call call;
    private final Volumes volumes;
    private final Map<Row, Row> mirrors = new LinkedHashMap<>();
    private Duration time = Duration.ZERO;

    Motion(Call call, Volumes volumes) {
        this.call = call;
        this.volumes = volumes;
    }

    /** A disk to be moved, with its snapshots. */
    void add(Row vdi, Row sr) {
        try {
            mirror(vdi, sr);
            vdi.followAll("snapshots").forEach(snapshot -> mirror(snapshot, sr));
        } catch (XapiFailure e) {
            drop();
            throw e;
        }
    }

    private void mirror(Row vdi, Row sr) {
        time = time.plus(volumes.copyTime(vdi));
        mirrors.put(vdi, volumes.mirror(vdi, sr));
    }

    /**
     * Copies, for this much longer than the disks take; then the copies are the disks.
     *
     * @param vm that must stay as it is meanwhile
     * @param to the host at the other end
     */
    void run(Row vm, Row to, Duration more) {
        String source = vm.text("resident_on");
        String power = vm.text("power_state");
        try {
            call.work(time.plus(more), () -> {
                if (!HostState.answers(call.world(), to)) {
                    throw new XapiFailure(
                            "VM_MIGRATE_FAILED", vm.ref(), source, to.ref(), "The connection to the host was lost");
                }
                if (!vm.text("power_state").equals(power)) {
                    throw VmRules.badState(vm, "migrate_send").orElseThrow();
                }
            });
        } catch (XapiFailure e) {
            drop();
            throw e;
        }
        mirrors.forEach(volumes::replace);
    }

    private void drop() {
        mirrors.values().stream().filter(Row::exists).forEach(volumes::destroy);
        mirrors.clear();
    }

    /** What a disk is now. */
    Row now(Row vdi) {
        return mirrors.getOrDefault(vdi, vdi);
    }
}
