package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies of a VM's disks that a person made. XAPI copies {@code other_config} with a VDI, our mark included, so that a
 * mark alone does not prove a disk to be ours: a copy is neither attached in the place of the original nor destroyed
 * with the VM (S1, S5).
 */
final class HandCopies {
    private HandCopies() {}

    /** Whether a marked VDI is not the disk of its entry, for another one is known to be. */
    static boolean isOne(Owner me, VdiRecord vdi, Optional<VmFacts> vm, PoolView view, Memory memory) {
        return Keys.DiskOf.parse(vdi.otherConfig())
                .filter(of -> of.vm().key().equals(me.key()))
                .filter(of -> !itself(of.entry(), vdi.uuid().value(), memory))
                .filter(of -> attached(of.entry(), vdi, vm) || known(of.entry(), vm.isPresent(), view, memory))
                .isPresent();
    }

    /** Under another entry's name, as an {@code existing} one, it may be a copy all the same. */
    private static boolean itself(String entry, String uuid, Memory memory) {
        return uuid.equals(memory.disks().get(entry)) || memory.detached().containsKey(uuid);
    }

    private static boolean attached(String entry, VdiRecord copy, Optional<VmFacts> vm) {
        return vm.stream()
                .flatMap(one -> one.disks().stream())
                .filter(disk -> !disk.vdi().equals(copy.ref()))
                .anyMatch(
                        disk -> disk.of().filter(of -> of.entry().equals(entry)).isPresent());
    }

    /**
     * While the VM is there, a disk that vanished is known no more: the next with its mark takes its place. Once the VM
     * is gone, the disk may be the first that its deletion destroyed.
     */
    private static boolean known(String entry, boolean alive, PoolView view, Memory memory) {
        Stream<String> uuids = Stream.concat(
                Optional.ofNullable(memory.disks().get(entry)).stream(),
                memory.detached().entrySet().stream()
                        .filter(disk -> disk.getValue().equals(entry))
                        .map(disk -> disk.getKey()));
        return uuids.anyMatch(uuid -> !alive || view.vdi(new VdiUuid(uuid)).isPresent());
    }
}
