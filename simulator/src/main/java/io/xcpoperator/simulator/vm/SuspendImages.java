package io.xcpoperator.simulator.vm;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.storage.Volumes;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Disks that hold a suspended guest's memory. */
public final class SuspendImages {
    private static final long GIB = 1L << 30;

    private final Volumes volumes;

    public SuspendImages(Volumes volumes) {
        this.volumes = volumes;
    }

    /** Makes the image on the VM's, the pool's or the host's suspend SR; fails when there is none or no room. */
    public Row create(Call call, Row vm) {
        Row sr = Optional.of(vm)
                .flatMap(row -> row.follow("suspend_SR"))
                .or(() -> call.world().pool().follow("suspend_image_SR"))
                .or(() -> vm.follow("resident_on").flatMap(host -> host.follow("suspend_image_sr")))
                .orElseThrow(() -> new XapiFailure("VM_NO_SUSPEND_SR", vm.ref()));
        long size = vm.number("memory_static_max");
        if (sr.number("physical_size") - sr.number("physical_utilisation") < size) {
            throw new XapiFailure("SR_SUSPEND_SPACE_INSUFFICIENT", sr.ref());
        }
        return volumes.create(sr, "Suspend image", "Suspend image", "suspend", size);
    }

    /** How long writing it takes. */
    public Duration time(Call call, Row vm) {
        return call.world().delays().copyPerGiB().multipliedBy(Math.ceilDiv(vm.number("memory_static_max"), GIB));
    }

    /** {@code last_booted_record} of a VM whose memory is written now. */
    public static String lastBoot(Row vm, Instant now) {
        return LastBoot.of(vm, now);
    }
}
