package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The disks that go with a VM: made for it, and used by nobody else. Of several with one and the same mark all but one
 * are copies that a person made (S1): the one that status knows goes, and none where it knows none.
 */
final class OwnDisks {
    private OwnDisks() {}

    /** Of one make: on the VM, or not. */
    private record Made(VdiRef vdi, VdiUuid uuid, Keys.DiskOf of, boolean inUse) {
        static Optional<Made> of(VdiRef vdi, VdiUuid uuid, Optional<Keys.DiskOf> of, boolean inUse) {
            return of.map(mark -> new Made(vdi, uuid, mark, inUse));
        }
    }

    /** @param attached the disks of the VM, which will be gone by then */
    static List<Step> destroy(DesiredVm want, List<DiskFacts> attached, Surroundings around) {
        List<Made> made = Stream.concat(
                        attached.stream().flatMap(d -> Made.of(d.vdi(), d.uuid(), d.of(), false).stream()),
                        around.loose().stream().flatMap(d -> Made.of(d.vdi(), d.uuid(), d.of(), d.inUse()).stream()))
                .filter(disk -> disk.of().madeFor(want.me()))
                .toList();
        String on = want.name().orElse(want.me().key().name());
        List<Step> steps = new ArrayList<>();
        for (Made disk : made) {
            boolean known =
                    disk.uuid().value().equals(around.once().get(disk.of().entry()));
            if (!disk.inUse() && (known || alone(disk, made))) {
                steps.add(new Step(
                        new DestroyAction.DestroyDisk(disk.vdi(), disk.of().entry()),
                        on + " disks[" + disk.of().entry() + "]",
                        "the resource is deleted and the disk was made for it"));
            }
        }
        return steps;
    }

    private static boolean alone(Made disk, List<Made> made) {
        return made.stream().filter(other -> other.of().equals(disk.of())).count() == 1;
    }
}
