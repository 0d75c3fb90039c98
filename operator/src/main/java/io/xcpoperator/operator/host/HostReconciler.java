package io.xcpoperator.operator.host;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.StatusPatch;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;

/** Shows a host's inventory. It writes nothing to the pool, so it has no finalizer: deleting an XcpHost never ejects. */
@ControllerConfiguration(name = "xcphost")
public final class HostReconciler implements Reconciler<XcpHost> {
    private final Platform platform;
    private final HostReporter reporter;

    public HostReconciler(Platform platform) {
        this.platform = platform;
        this.reporter = new HostReporter(platform.clock());
    }

    @Override
    public UpdateControl<XcpHost> reconcile(XcpHost host, Context<XcpHost> context) {
        return StatusPatch.of(
                host,
                reporter.report(host, observe(host)),
                XcpHost::new,
                platform.requeue().after(new Outcome.Settled()));
    }

    private Observed observe(XcpHost host) {
        ObjectKey pool = HostInventory.poolOf(host);
        return switch (platform.pools().find(pool, host.getMetadata().getNamespace(), Right.ADMINISTER)) {
            case PoolLookup.Denied(String message) -> new Observed.CannotTell(Reason.AccessDenied, message);
            case PoolLookup.NotReady(Reason reason, String message) -> new Observed.CannotTell(reason, message);
            case PoolLookup.Connected(var connected) ->
                connected
                        .view()
                        .host(new HostUuid(host.getSpec().uuid()))
                        .<Observed>map(record -> new Observed.Present(record, connected.view()))
                        .orElseGet(() -> new Observed.Absent(pool.name()));
        };
    }

    @Override
    public List<EventSource<?, XcpHost>> prepareEventSources(EventSourceContext<XcpHost> context) {
        return List.of(new Doorbell<XcpHost>("host-news")
                .on(
                        platform.news(),
                        touched -> Waking.of(
                                touched,
                                XapiClass.HOST,
                                platform.caches().hosts().all(),
                                host -> host.getSpec().poolRef(),
                                host -> host.getSpec().uuid())));
    }
}
