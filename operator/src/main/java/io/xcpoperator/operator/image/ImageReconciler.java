package io.xcpoperator.operator.image;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.GuardedStatus;
import io.xcpoperator.operator.platform.status.Notices;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings images into storage and keeps them: observe, plan, act, report. It carries no bytes, {@link Imports} does. */
@ControllerConfiguration(name = "diskimage")
public final class ImageReconciler
        implements Reconciler<DiskImage>, Cleaner<DiskImage>, Foresight<DiskImage>, AutoCloseable {
    private final Platform platform;
    private final Supplier<String> tokens;
    private final Doorbell<DiskImage> bell = new Doorbell<>("image-news");
    private final Imports imports;
    private final Volumes volumes;
    private final ImageObserver observer;
    private final ImageExecutor executor;
    private final ImageReporter reporter;
    private final GuardedStatus<DiskImageStatus, DiskImage> statuses;

    /** @param tokens random ones, by which a disk that is being made is found again */
    public ImageReconciler(Platform platform, Supplier<String> tokens) {
        this.platform = platform;
        this.tokens = tokens;
        var web = new WebFile(platform.config().egress(), WebTrust.operators());
        var images = platform.config().images();
        this.imports = new Imports(
                new Fetch(web, images.folder(), images.room(), platform.clock()),
                platform.clock(),
                key -> bell.ring(List.of(key)));
        this.volumes = new Volumes(platform);
        this.observer = new ImageObserver(platform, imports, volumes);
        this.executor = new ImageExecutor(imports, volumes);
        this.reporter = new ImageReporter(platform.clock());
        this.statuses = new GuardedStatus<>(platform.kubernetes(), platform.leadership(), DiskImage::new);
    }

    /** Takes the bytes of images whose source is an upload. */
    public Intake intake() {
        return new Handing(platform, observer, imports);
    }

    @Override
    public UpdateControl<DiskImage> reconcile(DiskImage resource, Context<DiskImage> context) {
        imports.sweep(() -> platform.caches()
                .images()
                .all()
                .map(image -> image.getMetadata().getUid())
                .collect(Collectors.toSet()));
        Round planned = observer.planned(resource);
        DiskImage current = resource;
        if (planned.needsToken()) {
            Optional<DiskImage> stored = statuses.write(resource, reserved(resource, planned), context);
            if (stored.isEmpty()) {
                return startOver();
            }
            current = stored.get();
            planned = observer.planned(current);
        }
        if (planned.sight()
                        .seen()
                        .filter(seen -> seen.identity() instanceof Identity.There)
                        .isPresent()
                && !(planned.run() instanceof RunState.Idle)) {
            imports.forget(current.getMetadata().getUid());
        }
        Outcome outcome = execute(planned.sight(), planned.now(), current);
        Round round = planned.with(outcome);
        if (statuses.write(current, reporter.report(current, round), context).isEmpty()) {
            return startOver();
        }
        tell(resource, planned.now(), outcome, Judgement.of(round));
        return UpdateControl.<DiskImage>noUpdate()
                .rescheduleAfter(platform.requeue().after(paced(planned, outcome)));
    }

    private void tell(DiskImage resource, List<Step> steps, Outcome outcome, Verdict verdict) {
        var status = resource.getStatus();
        Notices.of(status == null ? null : status.conditions(), Step.told(steps), outcome, verdict)
                .forEach(notice -> platform.events().record(resource, notice));
    }

    /** A pause that the plan keeps ends by itself. */
    private static Outcome paced(Round round, Outcome outcome) {
        return outcome instanceof Outcome.Settled && round.plan().again().isPresent()
                ? new Outcome.Until(
                        Duration.between(round.at(), round.plan().again().get()).plusMillis(50), Reason.Applying, "")
                : outcome;
    }

    /** The object changed meanwhile, or another process leads now: nothing was written, and it is looked at anew. */
    private static UpdateControl<DiskImage> startOver() {
        return UpdateControl.<DiskImage>noUpdate().rescheduleAfter(Requeue.SOON);
    }

    /** What guards the round's calls is in status before they are made (S2). */
    private DiskImageStatus reserved(DiskImage resource, Round planned) {
        return reporter.reserve(
                reporter.report(resource, planned.with(new Outcome.Acted())),
                ImageKeys.token(resource.getMetadata().getUid(), tokens.get()));
    }

    private Outcome execute(Sight sight, List<Step> steps, DiskImage resource) {
        return sight.seen()
                .map(seen -> executor.execute(seen.pool(), Owner.of(platform.clusterId(), resource), steps))
                .orElseGet(Outcome.Settled::new);
    }

    @Override
    public DeleteControl cleanup(DiskImage resource, Context<DiskImage> context) {
        Deletion.Case seen = observer.deletion(resource);
        return switch (Deletion.decide(seen)) {
            case Deletion.LetGo _ -> {
                platform.deletions().tell(resource, seen.cause());
                forget(resource, seen);
                yield DeleteControl.defaultDelete();
            }
            case Deletion.AskAgain _ -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Deletions.AGAIN);
            case Deletion.Waits(Verdict verdict) -> stays(resource, seen, verdict, waitingFor(verdict), context);
            case Deletion.Act act -> {
                Optional<Verdict> held = act.destroys() ? held(resource, seen) : Optional.empty();
                yield held.isPresent()
                        ? stays(resource, seen, held.get(), waitingFor(held.get()), context)
                        : act(resource, seen, act.steps(), context);
            }
        };
    }

    /** Nothing is brought in any more. A pod that is not ours to take away now goes with the resource, by its owner. */
    private void forget(DiskImage resource, Deletion.Case seen) {
        imports.forget(resource.getMetadata().getUid());
        if (seen.gate().mayWrite()
                && seen.sight()
                        .seen()
                        .filter(sight -> sight.want().mounting().isThere())
                        .isPresent()) {
            volumes.release(Owner.of(platform.clusterId(), resource));
        }
    }

    /** S12: asked directly before an image is destroyed. */
    private static Optional<Verdict> held(DiskImage resource, Deletion.Case seen) {
        return seen.sight()
                .seen()
                .flatMap(sight -> sight.pool()
                        .destructions()
                        .ask(resource.getMetadata().getUid())
                        .hindrance());
    }

    private static Outcome waitingFor(Verdict verdict) {
        return verdict instanceof Verdict.Working
                ? new Outcome.Retry(verdict.reason(), verdict.message(), Requeue.RETRY)
                : new Outcome.Wait(verdict.reason(), verdict.message());
    }

    private DeleteControl act(DiskImage resource, Deletion.Case seen, List<Step> steps, Context<DiskImage> context) {
        forget(resource, seen);
        Outcome outcome = execute(seen.sight(), steps, resource);
        Verdict verdict = Verdict.ofTrouble(outcome)
                .orElseGet(() -> new Verdict.Working(
                        Reason.Deleting, "being deleted: " + steps.getFirst().why()));
        return stays(resource, seen, verdict, outcome, context);
    }

    private DeleteControl stays(
            DiskImage resource, Deletion.Case seen, Verdict verdict, Outcome pace, Context<DiskImage> context) {
        statuses.write(
                resource, reporter.deleting(resource, verdict, seen.memory().approvals()), context);
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(pace));
    }

    @Override
    public DiskImageStatus foresee(DiskImage whatIf) {
        return reporter.report(whatIf, observer.planned(whatIf));
    }

    @Override
    public List<EventSource<?, DiskImage>> prepareEventSources(EventSourceContext<DiskImage> context) {
        var caches = platform.caches();
        var all = caches.images();
        platform.secrets().onChange(secret -> bell.ring(ImageWaking.onSecret(secret, all.all())));
        platform.namespaces().onChange(name -> bell.ring(ImageWaking.onNamespace(name, all.all())));
        return List.of(bell.on(platform.news(), touched -> ImageWaking.concerned(touched, all::all))
                .on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? ImageUse.ofVm(vm) : List.of())
                .on(caches.pools(), _ -> ImageWaking.onPool(all.all()))
                .on(caches.storageRepositories(), storage -> ImageWaking.onStorage(storage, all.all())));
    }

    /** Calls off what is under way; what was fetched in part stays for the next process. */
    @Override
    public void close() {
        imports.close();
    }
}
