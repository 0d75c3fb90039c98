package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.Approval;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier round left in status.
 *
 * @param uuid of the object: it keeps being this one, whatever its name becomes
 */
public record AdoptMemory(
        Optional<String> uuid,
        @Nullable List<Approval> approvals,
        @Nullable List<Condition> conditions) {
    public static AdoptMemory none() {
        return of(null, null, null);
    }

    /** As the fields of a status have it. */
    public static AdoptMemory of(
            @Nullable String uuid, @Nullable List<Approval> approvals, @Nullable List<Condition> conditions) {
        return new AdoptMemory(Optional.ofNullable(uuid), approvals, conditions);
    }
}
