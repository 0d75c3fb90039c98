package io.xcpoperator.operator.host;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.access.Right;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.xapi.types.XapiClass;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one XcpHost for each host of a pool. It reads pools and writes Kubernetes objects; the pool's status is another's. */
@ControllerConfiguration(name = "xcppool-hosts")
public final class HostInventoryReconciler implements Reconciler<XcpPool> {
    private static final Logger log = LoggerFactory.getLogger(HostInventoryReconciler.class);

    private final Platform platform;

    public HostInventoryReconciler(Platform platform) {
        this.platform = platform;
    }

    @Override
    public UpdateControl<XcpPool> reconcile(XcpPool pool, Context<XcpPool> context) {
        ObjectKey key = ObjectKey.of(pool);
        if (!pool.isMarkedForDeletion()
                && platform.pools().find(key, key.namespace(), Right.ADMINISTER)
                        instanceof PoolLookup.Connected(var connected)) {
            HostInventory inventory = HostInventory.plan(
                    pool,
                    connected.view().hosts(),
                    platform.caches().hosts().all().toList());
            inventory.create().forEach(this::create);
            inventory.delete().forEach(this::delete);
        }
        return UpdateControl.<XcpPool>noUpdate()
                .rescheduleAfter(platform.requeue().after(new Outcome.Settled()));
    }

    private void create(XcpHost host) {
        try {
            platform.kubernetes().resource(host).create();
            log.atInfo().addKeyValue("host", ObjectKey.of(host)).log("XcpHost made");
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            } // it is there already, and the informer is about to show it
        }
    }

    private void delete(XcpHost host) {
        platform.kubernetes().resource(host).delete();
        log.atInfo().addKeyValue("host", ObjectKey.of(host)).log("XcpHost of a host that left the pool deleted");
    }

    @Override
    public List<EventSource<?, XcpPool>> prepareEventSources(EventSourceContext<XcpPool> context) {
        return List.of(new Doorbell<XcpPool>("host-inventory")
                .on(platform.news(), HostInventoryReconciler::concerned)
                .on(platform.caches().hosts(), host -> Set.of(HostInventory.poolOf(host))));
    }

    private static Collection<ObjectKey> concerned(Touched touched) {
        return touched.whole() || touched.of(XapiClass.HOST).findAny().isPresent() ? Set.of(touched.pool()) : Set.of();
    }
}
