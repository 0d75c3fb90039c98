package io.xcpoperator.operator.platform.gate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import org.jspecify.annotations.Nullable;

/** What managementPolicy and the annotation paused let a reconciler do (S4). Pure. */
public enum ManagementGate {
    /** The pool is made to match. */
    WRITE,
    /** Status only; deletions wait too. */
    PAUSED,
    /** Status only; a deletion lets the object go and leaves the pool untouched. */
    OBSERVE,
    /** The same, and status.plan lists what Manage would do. */
    PLAN;

    /** An unknown policy of a newer version is treated as Observe: no write on doubt. */
    public static ManagementGate of(HasMetadata object, @Nullable ManagementPolicy policy) {
        ManagementGate byPolicy = switch (policy == null ? ManagementPolicy.Manage : policy) {
            case Manage -> WRITE;
            case Plan -> PLAN;
            case Observe, Unknown -> OBSERVE;
        };
        return byPolicy == WRITE && Annotations.paused(object) ? PAUSED : byPolicy;
    }

    public boolean mayWrite() {
        return this == WRITE;
    }
}
