package io.xcpoperator.operator.platform.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A reconciler that is never given an object whose spec cannot be read, as one stored through an older or a newer CRD
 * may be. Such a one is reported and left alone; deleted, it waits, for nobody knows what it stands for.
 */
sealed class ReadableOnly<R extends HasMetadata> implements Reconciler<R> {
    private final Reconciler<R> reconciler;
    private final UnreadableStatus report;
    private final Duration again;

    private ReadableOnly(Reconciler<R> reconciler, UnreadableStatus report, Duration again) {
        this.reconciler = reconciler;
        this.report = report;
        this.again = again;
    }

    /** @param again when to look at an unreadable one again without an event */
    static <R extends HasMetadata> Reconciler<R> of(Reconciler<R> reconciler, UnreadableStatus report, Duration again) {
        return reconciler instanceof Cleaner<?>
                ? new WithCleanup<>(reconciler, report, again)
                : new ReadableOnly<>(reconciler, report, again);
    }

    @Override
    public UpdateControl<R> reconcile(R object, Context<R> context) throws Exception {
        if (KindCache.isReadable(object)) {
            return reconciler.reconcile(object, context);
        }
        report.write(object);
        return UpdateControl.<R>noUpdate().rescheduleAfter(again);
    }

    @Override
    public List<EventSource<?, R>> prepareEventSources(EventSourceContext<R> context) {
        return reconciler.prepareEventSources(context);
    }

    private static final class WithCleanup<R extends HasMetadata> extends ReadableOnly<R> implements Cleaner<R> {
        private final Cleaner<R> cleaner;
        private final UnreadableStatus report;
        private final Duration again;

        @SuppressWarnings("unchecked") // a reconciler cleans up what it reconciles
        private WithCleanup(Reconciler<R> reconciler, UnreadableStatus report, Duration again) {
            super(reconciler, report, again);
            this.cleaner = (Cleaner<R>) reconciler;
            this.report = report;
            this.again = again;
        }

        @Override
        public DeleteControl cleanup(R object, Context<R> context) throws Exception {
            if (KindCache.isReadable(object)) {
                return cleaner.cleanup(object, context);
            }
            if (Approvals.of(object, null, Instant.EPOCH)
                    .grants(Approvals.ABANDON, object.getMetadata().getUid())) {
                return DeleteControl.defaultDelete();
            }
            report.writeDeleting(object);
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(again);
        }
    }
}
