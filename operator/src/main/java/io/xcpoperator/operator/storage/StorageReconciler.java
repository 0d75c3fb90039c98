package io.xcpoperator.operator.storage;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
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
import io.xcpoperator.xapi.types.SrUuid;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;

/** Stands for a storage repository of a pool that exists. */
@ControllerConfiguration(name = "storagerepository")
public final class StorageReconciler implements Reconciler<StorageRepository>, Cleaner<StorageRepository> {
    private final Platform platform;
    private final StorageObserver observer;
    private final StorageReporter reporter;
    private final StatusWriter<StorageRepositoryStatus, StorageRepository> statuses;

    public StorageReconciler(Platform platform) {
        this.platform = platform;
        this.observer = new StorageObserver(platform);
        this.reporter = new StorageReporter(platform.clock());
        this.statuses = new StatusWriter<>(platform.kubernetes(), StorageRepository::new);
    }

    @Override
    public UpdateControl<StorageRepository> reconcile(StorageRepository storage, Context<StorageRepository> context) {
        StorageRepositorySpec spec = storage.getSpec();
        Adopted adopted = observer.observe(storage);
        Approvals approvals = observer.approvals(storage);
        AdoptRound round = AdoptRound.decide(
                adopted,
                Owner.of(platform.clusterId(), storage),
                new Wanted(spec.nameLabel(), spec.description(), spec.tags()),
                approvals,
                ManagementGate.of(storage, spec.managementPolicy()),
                StorageSupport.unsupported(spec));
        Outcome outcome = execute(adopted, round.now());
        Verdict verdict = round.verdict(outcome);
        return StatusPatch.of(
                storage,
                reporter.report(storage, round, verdict, approvals),
                StorageRepository::new,
                platform.requeue().after(outcome));
    }

    @Override
    public DeleteControl cleanup(StorageRepository storage, Context<StorageRepository> context) {
        Adopted adopted = observer.observe(storage);
        Approvals approvals = observer.approvals(storage);
        List<String> dependents = observer.dependents(ObjectKey.of(storage));
        Release release = Release.decide(
                adopted,
                Owner.of(platform.clusterId(), storage),
                ManagementGate.of(storage, storage.getSpec().managementPolicy()),
                approvals.has(Approvals.ABANDON, storage.getMetadata().getUid()),
                dependents,
                InUse.message("xsr", storage, dependents));
        return switch (release) {
            case Release.Done _ -> DeleteControl.defaultDelete();
            case Release.Write(List<AdoptAction> actions) -> again(execute(adopted, actions));
            case Release.Waits(Verdict verdict) -> {
                statuses.write(storage, reporter.deleting(storage, verdict, approvals));
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
                        calls -> new StorageCallsOf(
                                calls.sr(),
                                pool.view()
                                        .sr(new SrUuid(object.uuid()))
                                        .orElseThrow()
                                        .ref()))
                : new Outcome.Settled();
    }

    @Override
    public List<EventSource<?, StorageRepository>> prepareEventSources(EventSourceContext<StorageRepository> context) {
        var caches = platform.caches();
        return List.of(new Doorbell<StorageRepository>("storage-news")
                .on(
                        platform.news(),
                        touched -> Waking.of(
                                touched,
                                XapiClass.SR,
                                caches.storageRepositories().all(),
                                storage -> storage.getSpec().poolRef(),
                                storage -> storage.getStatus() == null
                                        ? null
                                        : storage.getStatus().uuid()))
                .on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? StorageUse.ofVm(vm) : List.of())
                .on(caches.pools(), StorageUse::ofPool));
    }
}
