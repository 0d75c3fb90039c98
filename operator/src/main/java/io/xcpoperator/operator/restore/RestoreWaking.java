package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which restores a change elsewhere concerns: those that are under way. Pure. */
final class RestoreWaking {
    private RestoreWaking() {}

    static Collection<ObjectKey> concerned(Touched touched, Supplier<Stream<VirtualMachineRestore>> all) {
        boolean any = touched.whole()
                || touched.of(XapiClass.VM).findAny().isPresent()
                || touched.of(XapiClass.TASK).findAny().isPresent();
        return any ? unfinished(all.get()) : List.of();
    }

    static Collection<ObjectKey> unfinished(Stream<VirtualMachineRestore> all) {
        return all.filter(restore -> restore.isMarkedForDeletion()
                        || restore.getStatus() == null
                        || restore.getStatus().phase() != RestorePhase.Completed)
                .map(ObjectKey::of)
                .toList();
    }
}
