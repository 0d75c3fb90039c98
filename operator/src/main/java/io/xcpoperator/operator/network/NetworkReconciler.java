package io.xcpoperator.operator.network;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkSpec;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.AdoptExecutor;
import io.xcpoperator.operator.platform.adopt.AdoptRound;
import io.xcpoperator.operator.platform.adopt.Adopted;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.adopt.Release;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.StatusPatch;
import io.xcpoperator.operator.platform.status.StatusWriter;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;

/** Stands for a network of a pool that exists. */
@ControllerConfiguration(name = "xcpnetwork")
public final class NetworkReconciler implements Reconciler<XcpNetwork>, Cleaner<XcpNetwork> {
    private final Platform platform;
    private final NetworkObserver observer;
    private final NetworkReporter reporter;
    private final StatusWriter<XcpNetworkStatus, XcpNetwork> statuses;

    public NetworkReconciler(Platform platform) {
        this.platform = platform;
        this.observer = new NetworkObserver(platform);
        this.reporter = new NetworkReporter(platform.clock());
        this.statuses = new StatusWriter<>(platform.kubernetes(), XcpNetwork::new);
    }

    @Override
    public UpdateControl<XcpNetwork> reconcile(XcpNetwork network, Context<XcpNetwork> context) {
        XcpNetworkSpec spec = network.getSpec();
        Adopted adopted = observer.observe(network);
        Approvals approvals = observer.approvals(network);
        AdoptRound round = AdoptRound.decide(
                adopted,
                Owner.of(platform.clusterId(), network),
                new Wanted(spec.nameLabel(), spec.description(), spec.tags()),
                approvals,
                ManagementGate.of(network, spec.managementPolicy()),
                NetworkSupport.unsupported(spec));
        Outcome outcome = execute(adopted, round.now());
        Verdict verdict = round.verdict(outcome);
        return StatusPatch.of(
                network,
                reporter.report(network, round, verdict, approvals),
                XcpNetwork::new,
                platform.requeue().after(outcome));
    }

    @Override
    public DeleteControl cleanup(XcpNetwork network, Context<XcpNetwork> context) {
        Adopted adopted = observer.observe(network);
        Approvals approvals = observer.approvals(network);
        List<String> dependents = observer.dependents(ObjectKey.of(network));
        Release release = Release.decide(
                adopted,
                Owner.of(platform.clusterId(), network),
                ManagementGate.of(network, network.getSpec().managementPolicy()),
                approvals.has(Approvals.ABANDON, network.getMetadata().getUid()),
                dependents,
                InUse.message("xnet", network, dependents));
        return switch (release) {
            case Release.Done _ -> DeleteControl.defaultDelete();
            case Release.Write(List<AdoptAction> actions) -> again(execute(adopted, actions));
            case Release.Waits(Verdict verdict) -> {
                statuses.write(network, reporter.deleting(network, verdict, approvals));
                yield again(new Outcome.Wait(Reason.Deleting, verdict.message()));
            }
        };
    }

    private DeleteControl again(Outcome outcome) {
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(outcome));
    }

    private static Outcome execute(Adopted adopted, List<AdoptAction> actions) {
        return adopted instanceof Adopted.Present(var pool, var object)
                ? AdoptExecutor.execute(
                        pool,
                        object,
                        actions,
                        calls -> new NetworkCallsOf(
                                calls.network(),
                                pool.view()
                                        .network(new NetworkUuid(object.uuid()))
                                        .orElseThrow()
                                        .ref()))
                : new Outcome.Settled();
    }

    @Override
    public List<EventSource<?, XcpNetwork>> prepareEventSources(EventSourceContext<XcpNetwork> context) {
        var caches = platform.caches();
        return List.of(new Doorbell<XcpNetwork>("network-news")
                .on(
                        platform.news(),
                        touched -> Waking.of(
                                touched,
                                XapiClass.NETWORK,
                                caches.networks().all(),
                                network -> network.getSpec().poolRef(),
                                network -> network.getStatus() == null
                                        ? null
                                        : network.getStatus().uuid()))
                .on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? NetworkUse.ofVm(vm) : List.of())
                .on(caches.networks(), NetworkUse::ofVlan));
    }
}
