package io.xcpoperator.operator.platform.owner;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the operator writes on a VirtualMachineSnapshot that it takes by itself. */
public final class SnapshotLabels {
    /** Label: uid of the VirtualMachine that it is a safety snapshot of. */
    public static final String SAFETY_OF = "xcp-operator.io/safety-of";

    /** Label: uid of the restore that it was taken before, and which it undoes. */
    public static final String UNDO_OF = "xcp-operator.io/undo-of";

    /** Annotation, directly before its deletion: uid of the VirtualMachine for which it is not kept any more. */
    public static final String SUPERSEDED = "xcp-operator.io/superseded";

    /** Annotation: when it was asked for, to the millisecond; Kubernetes' own time has whole seconds. */
    public static final String ASKED = "xcp-operator.io/asked-at";

    private SnapshotLabels() {}

    /** When it was asked for, as closely as is known. */
    public static Instant asked(HasMetadata snapshot) {
        Map<String, String> annotations = snapshot.getMetadata().getAnnotations();
        String text = annotations == null ? null : annotations.get(ASKED);
        try {
            return Instant.parse(text == null ? snapshot.getMetadata().getCreationTimestamp() : text);
        } catch (DateTimeParseException e) {
            return Instant.parse(snapshot.getMetadata().getCreationTimestamp());
        }
    }

    public static boolean isSafetyOf(HasMetadata snapshot, String vmUid) {
        return has(snapshot.getMetadata().getLabels(), SAFETY_OF, vmUid);
    }

    /** Uid of the VirtualMachine whose own work waits for this snapshot; one taken for a restore is not of them. */
    public static Optional<String> taker(HasMetadata snapshot) {
        Map<String, String> labels = snapshot.getMetadata().getLabels();
        return labels == null || labels.containsKey(UNDO_OF)
                ? Optional.empty()
                : Optional.ofNullable(labels.get(SAFETY_OF));
    }

    public static boolean isUndoOf(HasMetadata snapshot, String restoreUid) {
        return has(snapshot.getMetadata().getLabels(), UNDO_OF, restoreUid);
    }

    /** Whether the operator deleted it for a newer one, or with its VM: that is nobody's deletion to be held. */
    public static boolean isSuperseded(HasMetadata snapshot) {
        Map<String, String> labels = snapshot.getMetadata().getLabels();
        String of = labels == null ? null : labels.get(SAFETY_OF);
        return of != null && has(snapshot.getMetadata().getAnnotations(), SUPERSEDED, of);
    }

    private static boolean has(Map<String, String> map, String key, String value) {
        return map != null && Objects.equals(map.get(key), value);
    }
}
