package io.xcpoperator.operator.restore;

import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.NotYetFields;
import io.xcpoperator.api.v1alpha1.backup.RestoreMode;
import io.xcpoperator.api.v1alpha1.backup.RestoreTarget;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestoreSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.RestoreClaims;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a resource asks for. Pure.
 *
 * @param snapshot the VirtualMachineSnapshot that is brought back
 * @param vmUuid of the VM that is overwritten, as a person confirmed it
 * @param holder as whom it claims the VM
 * @param anew a new VM instead of the one there is
 */
record Want(Owner me, ObjectKey snapshot, String vmUuid, Claims.Holder holder, Optional<Anew> anew) {
    private static final String UNDO = "-undo";

    /**
     * A new VM.
     *
     * @param vm the VirtualMachine that makes it
     * @param stays whether the VirtualMachine goes on managing it
     */
    record Anew(RestoreTarget target, ObjectKey vm, boolean stays) {}

    /** Empty when the spec asks for what is not done yet, see {@link #unsupported}. */
    static Optional<Want> of(String clusterId, VirtualMachineRestore resource) {
        VirtualMachineRestoreSpec spec = resource.getSpec();
        var ref = spec.source().virtualMachineSnapshotRef();
        if (ref == null || unsupported(spec).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Want(
                Owner.of(clusterId, resource),
                new ObjectKey(resource.getMetadata().getNamespace(), ref.name()),
                Objects.toString(spec.confirm(), ""),
                RestoreClaims.holder(resource),
                anew(resource)));
    }

    private static Optional<Anew> anew(VirtualMachineRestore resource) {
        VirtualMachineRestoreSpec spec = resource.getSpec();
        String namespace = resource.getMetadata().getNamespace();
        LocalRef named = spec.createResource();
        return Optional.ofNullable(spec.target())
                .filter(_ -> !inPlace(spec))
                .map(target -> new Anew(
                        target,
                        new ObjectKey(
                                namespace,
                                named == null ? resource.getMetadata().getName() : named.name()),
                        named != null));
    }

    private static boolean inPlace(VirtualMachineRestoreSpec spec) {
        return spec.mode() == RestoreMode.InPlace;
    }

    static Optional<Verdict> unsupported(VirtualMachineRestoreSpec spec) {
        List<String> fields = new ArrayList<>(NotYetFields.in(spec));
        if (spec.mode() == RestoreMode.Unknown) {
            fields.add("mode");
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Stalled(
                        Reason.NotSupportedYet,
                        "this version of the operator does not act on %s: it brings back a VirtualMachineSnapshot, in place or as a new VM"
                                .formatted(String.join(", ", fields))));
    }

    /** The VirtualMachineSnapshot that is taken first, with which the restore can be taken back. */
    ObjectKey undo() {
        return new ObjectKey(me.key().namespace(), me.key().name() + UNDO);
    }
}
