package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.xcpoperator.api.v1alpha1.ApiRecord;
import io.xcpoperator.api.v1alpha1.Fitting;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The one way a status is written: server-side apply of a fresh object that has name, namespace and status only, and
 * only when the status differs. A patch of the whole object would make us the owner of the user's labels.
 */
public final class StatusPatch {
    private StatusPatch() {}

    /**
     * Patches the status if it differs, and schedules the next look.
     *
     * @param current the object as the informer holds it
     * @param next the status of this round
     * @param blank makes an empty object of the kind, for example {@code XcpPool::new}
     * @param after when to look again
     */
    public static <S extends Record & ApiRecord, R extends CustomResource<?, S>> UpdateControl<R> of(
            R current, S next, Supplier<R> blank, Duration after) {
        S fitted = fitted(next);
        UpdateControl<R> control = Objects.equals(current.getStatus(), fitted)
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(fresh(current, fitted, blank));
        return control.rescheduleAfter(after);
    }

    /** Cut to the bounds of its schema: what a pool holds can be as long as somebody makes it (decision 0045). */
    static <S extends Record & ApiRecord> S fitted(S status) {
        return Fitting.fit(status);
    }

    /** The object to apply. */
    static <S extends Record & ApiRecord, R extends CustomResource<?, S>> R fresh(
            R current, S next, Supplier<R> blank) {
        R fresh = blank.get();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(current.getMetadata().getName())
                .withNamespace(current.getMetadata().getNamespace())
                .build());
        fresh.setStatus(next);
        return fresh;
    }
}
