package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    public static <S, R extends CustomResource<?, S>> UpdateControl<R> of(
            R current, @Nullable S next, Supplier<R> blank, Duration after) {
        UpdateControl<R> control = Objects.equals(current.getStatus(), next)
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(fresh(current, next, blank));
        return control.rescheduleAfter(after);
    }

    /** The object to apply. */
    public static <S, R extends CustomResource<?, S>> R fresh(R current, @Nullable S next, Supplier<R> blank) {
        R fresh = blank.get();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(current.getMetadata().getName())
                .withNamespace(current.getMetadata().getNamespace())
                .build());
        fresh.setStatus(next);
        return fresh;
    }
}
