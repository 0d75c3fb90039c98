package io.xcpoperator.simulator.vm.copies;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.storage.Volumes;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies of a VM's disks, all or none. Under the world's lock. */
final class DiskCopies {
    private final Volumes volumes;

    DiskCopies(Volumes volumes) {
        this.volumes = volumes;
    }

    /** The VBDs whose disks a copy of the VM gets copies of; CDs are shared. */
    static List<Row> disks(Row vm, Set<String> ignored) {
        return vm.followAll("VBDs").stream()
                .filter(vbd -> vbd.text("type").equals("Disk"))
                .filter(vbd -> !ignored.contains(vbd.text("VDI")))
                .filter(vbd -> vbd.follow("VDI").isPresent())
                .toList();
    }

    /** How long it takes; only full copies take longer than a call of the driver. */
    Duration time(Row vm, CopyKind kind, Duration driver) {
        if (kind != CopyKind.COPY) {
            return driver;
        }
        return disks(vm, Set.of()).stream()
                .map(vbd -> volumes.copyTime(disk(vbd)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Copies the disks; when one fails, those made before it are destroyed and its failure comes out.
     *
     * @param sr where full copies go; empty: where each disk is
     * @return the copies by the reference of the disk's VBD
     */
    Map<String, Row> make(Row vm, CopyKind kind, Optional<Row> sr, Set<String> ignored) {
        var made = new LinkedHashMap<String, Row>();
        try {
            for (Row vbd : disks(vm, ignored)) {
                made.put(vbd.ref(), make(disk(vbd), kind, sr));
            }
            return made;
        } catch (XapiFailure failure) {
            made.values().forEach(volumes::destroy);
            throw failure;
        }
    }

    Row make(Row vdi, CopyKind kind, Optional<Row> sr) {
        return switch (kind) {
            case CLONE -> volumes.clone(vdi);
            case COPY -> volumes.copy(vdi, sr.or(() -> vdi.follow("SR")).orElseThrow());
            case SNAPSHOT, CHECKPOINT -> volumes.snapshot(vdi);
        };
    }

    private static Row disk(Row vbd) {
        return vbd.follow("VDI").orElseThrow();
    }

    /** Destroys a disk that nobody else needs; a missing or busy one stays. */
    void discard(Row vdi) {
        vdi.set("sharable", Value.of(false));
        volumes.destroy(vdi);
    }
}
