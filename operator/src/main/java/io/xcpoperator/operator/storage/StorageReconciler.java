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
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Exporter;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.GuardedStatus;
import io.xcpoperator.operator.platform.status.Notices;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a storage repository of a pool match its YAML: observe, plan, act, report. */
@ControllerConfiguration(name = "storagerepository")
public final class StorageReconciler
        implements Reconciler<StorageRepository>, Cleaner<StorageRepository>, Foresight<StorageRepository>, Exporter {
    private final Platform platform;
    private final Supplier<String> tokens;
    private final Undertakings undertakings = new Undertakings();
    private final Contests contests = new Contests();
    private final StorageObserver observer;
    private final StorageExecutor executor;
    private final StorageReporter reporter;
    private final GuardedStatus<StorageRepositoryStatus, StorageRepository> statuses;

    /** @param tokens random ones, by which a storage repository that is being made is found again */
    public StorageReconciler(Platform platform, Supplier<String> tokens) {
        this.platform = platform;
        this.tokens = tokens;
        this.observer = new StorageObserver(platform, undertakings, contests);
        this.executor = new StorageExecutor(platform.secrets());
        this.reporter = new StorageReporter(platform.clock());
        this.statuses = new GuardedStatus<>(platform.kubernetes(), platform.leadership(), StorageRepository::new);
    }

    @Override
    public UpdateControl<StorageRepository> reconcile(StorageRepository resource, Context<StorageRepository> context) {
        Round planned = observer.planned(resource);
        StorageRepository current = resource;
        if (planned.needsToken() || planned.gated().unrecorded()) {
            Optional<StorageRepository> stored = statuses.write(resource, recorded(resource, planned), context);
            if (stored.isEmpty()) {
                return startOver();
            }
            current = stored.get();
            planned = observer.planned(current);
        }
        Round round = planned.with(execute(planned.sight(), planned.gated().now(), current));
        if (statuses.write(current, reporter.report(current, round), context).isEmpty()) {
            return startOver();
        }
        tell(resource, round.gated().now(), round.outcome(), Judgement.of(ObjectKey.of(resource), round));
        contests.note(resource, round::isOpen, new Contests.Made(round.gated().now(), round.outcome(), round.now()));
        if (round.plan().isEmpty()
                && round.sight().there().isPresent()
                && round.sight()
                        .seen()
                        .filter(seen -> seen.known().setbacks().isEmpty())
                        .isPresent()
                && round.outcome() instanceof Outcome.Settled) {
            undertakings.forget(resource.getMetadata().getUid());
        }
        return UpdateControl.<StorageRepository>noUpdate()
                .rescheduleAfter(platform.requeue().after(contests.pace(resource, round.pace(), round.now())));
    }

    private void tell(StorageRepository resource, List<Step> steps, Outcome outcome, Verdict verdict) {
        var status = resource.getStatus();
        Notices.of(status == null ? null : status.conditions(), Step.told(steps), outcome, verdict)
                .forEach(notice -> platform.events().record(resource, notice));
    }

    /** The object changed meanwhile, or another process leads now: nothing was written, and it is looked at anew. */
    private static UpdateControl<StorageRepository> startOver() {
        return UpdateControl.<StorageRepository>noUpdate().rescheduleAfter(Requeue.SOON);
    }

    /** What guards the round's calls is in status before they are made (S2). */
    private StorageRepositoryStatus recorded(StorageRepository resource, Round planned) {
        StorageRepositoryStatus status = reporter.report(resource, planned.with(new Outcome.Acted()));
        return planned.needsToken()
                ? reporter.reserve(
                        status, MakingText.token(resource.getMetadata().getUid(), tokens.get()))
                : status;
    }

    private Outcome execute(Sight sight, List<Step> steps, StorageRepository resource) {
        return sight.seen()
                .map(seen -> executor.execute(
                        seen.pool(),
                        sight.there().map(Identity.There::storage),
                        steps,
                        seen.want().me(),
                        resource.getMetadata().getGeneration()))
                .orElseGet(Outcome.Settled::new);
    }

    @Override
    public DeleteControl cleanup(StorageRepository resource, Context<StorageRepository> context) {
        Deletion.Case seen = observer.deletion(resource);
        return switch (Deletion.decide(seen)) {
            case Deletion.LetGo _ -> {
                platform.deletions().tell(resource, seen.cause());
                undertakings.forget(resource.getMetadata().getUid());
                contests.forget(resource.getMetadata().getUid());
                yield DeleteControl.defaultDelete();
            }
            case Deletion.AskAgain _ -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Deletions.AGAIN);
            case Deletion.Waits(Verdict verdict) ->
                stays(
                        resource,
                        seen,
                        verdict,
                        new Outcome.Until(Requeue.WAIT, verdict.reason(), verdict.message()),
                        context);
            case Deletion.Act act -> {
                Optional<Verdict> held = seen.sight()
                        .seen()
                        .filter(_ -> act.destroys())
                        .flatMap(sight ->
                                sight.pool().holdsBack(resource.getMetadata().getUid()));
                yield held.isPresent()
                        ? held(resource, seen, held.get(), context)
                        : act(resource, seen, act.steps(), context);
            }
        };
    }

    private DeleteControl act(
            StorageRepository resource, Deletion.Case seen, List<Step> steps, Context<StorageRepository> context) {
        Outcome outcome = execute(seen.sight(), steps, resource);
        Verdict verdict = Verdict.ofTrouble(outcome)
                .orElseGet(() -> new Verdict.Working(
                        Reason.Deleting, "being deleted: " + steps.getLast().why()));
        tell(resource, steps, outcome, verdict);
        return stays(resource, seen, verdict, outcome, context);
    }

    private DeleteControl held(
            StorageRepository resource, Deletion.Case seen, Verdict verdict, Context<StorageRepository> context) {
        Outcome pace = Outcome.waitingFor(verdict);
        tell(resource, List.of(), pace, verdict);
        return stays(resource, seen, verdict, pace, context);
    }

    private DeleteControl stays(
            StorageRepository resource,
            Deletion.Case seen,
            Verdict verdict,
            Outcome pace,
            Context<StorageRepository> context) {
        statuses.write(
                resource, reporter.deleting(resource, verdict, seen.memory().approvals()), context);
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(pace));
    }

    /** Of what tasks of the resource said nothing is taken: these are the reconciler's to read. */
    @Override
    public StorageRepositoryStatus foresee(StorageRepository whatIf) {
        return reporter.report(whatIf, new StorageObserver(platform, new Undertakings(), contests).planned(whatIf));
    }

    @Override
    public List<Exported> export(ExportScope scope) {
        return StorageExport.of(scope, platform.caches().storageRepositories().namesIn(scope.shared()));
    }

    @Override
    public List<EventSource<?, StorageRepository>> prepareEventSources(EventSourceContext<StorageRepository> context) {
        var caches = platform.caches();
        var all = caches.storageRepositories();
        var news = new Doorbell<StorageRepository>("sr-news");
        platform.secrets().onChange(secret -> news.ring(StorageWaking.onSecret(secret, all.all())));
        return List.of(news.on(platform.news(), touched -> StorageWaking.concerned(touched, all::all))
                .on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? StorageUse.ofVm(vm) : List.of())
                .on(caches.images(), image -> image.isMarkedForDeletion() ? StorageUse.ofImage(image) : List.of())
                .on(caches.pools(), pool -> StorageWaking.onPool(pool, all.all()))
                .on(
                        caches.hosts(),
                        host -> StorageWaking.onHost(ObjectKey.of(host).name(), all.all())));
    }
}
