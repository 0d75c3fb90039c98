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
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Exporter;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.GuardedStatus;
import io.xcpoperator.operator.platform.status.Notices;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a network of a pool match its YAML: observe, plan, act, report. */
@ControllerConfiguration(name = "xcpnetwork")
public final class NetworkReconciler
        implements Reconciler<XcpNetwork>, Cleaner<XcpNetwork>, Foresight<XcpNetwork>, Exporter {
    private final Platform platform;
    private final Supplier<String> tokens;
    private final Contests contests = new Contests();
    private final NetworkObserver observer;
    private final NetworkReporter reporter;
    private final GuardedStatus<XcpNetworkStatus, XcpNetwork> statuses;

    /** @param tokens random ones, by which a network that is being made is found again */
    public NetworkReconciler(Platform platform, Supplier<String> tokens) {
        this.platform = platform;
        this.tokens = tokens;
        this.observer = new NetworkObserver(platform, contests);
        this.reporter = new NetworkReporter(platform.clock());
        this.statuses = new GuardedStatus<>(platform.kubernetes(), platform.leadership(), XcpNetwork::new);
    }

    @Override
    public UpdateControl<XcpNetwork> reconcile(XcpNetwork resource, Context<XcpNetwork> context) {
        Round planned = observer.planned(resource);
        XcpNetwork current = resource;
        if (planned.needsToken() || planned.gated().unrecorded()) {
            Optional<XcpNetwork> stored = statuses.write(resource, recorded(resource, planned), context);
            if (stored.isEmpty()) {
                return startOver();
            }
            current = stored.get();
            planned = observer.planned(current);
        }
        Outcome outcome = execute(planned.sight(), planned.gated().now(), current);
        Round round = planned.with(outcome);
        if (statuses.write(current, reporter.report(current, round), context).isEmpty()) {
            return startOver();
        }
        Verdict verdict = Judgement.of(ObjectKey.of(resource), round);
        tell(resource, round.gated().now(), outcome, verdict);
        contests.note(
                resource,
                part -> Damping.isOpen(part, round.plan().all().toList(), false),
                new Contests.Made(round.gated().now(), outcome, round.now()));
        return UpdateControl.<XcpNetwork>noUpdate()
                .rescheduleAfter(platform.requeue().after(contests.pace(resource, outcome, round.now())));
    }

    private void tell(XcpNetwork resource, List<Step> steps, Outcome outcome, Verdict verdict) {
        var status = resource.getStatus();
        Notices.of(status == null ? null : status.conditions(), Step.told(steps), outcome, verdict)
                .forEach(notice -> platform.events().record(resource, notice));
    }

    /** The object changed meanwhile, or another process leads now: nothing was written, and it is looked at anew. */
    private static UpdateControl<XcpNetwork> startOver() {
        return UpdateControl.<XcpNetwork>noUpdate().rescheduleAfter(Requeue.SOON);
    }

    /** What guards the round's calls is in status before they are made (S2). */
    private XcpNetworkStatus recorded(XcpNetwork resource, Round planned) {
        XcpNetworkStatus status = reporter.report(resource, planned.with(new Outcome.Acted()));
        return planned.needsToken()
                ? reporter.reserve(status, MadeKey.token(resource.getMetadata().getUid(), tokens.get()))
                : status;
    }

    private static Outcome execute(Sight sight, List<Step> steps, XcpNetwork resource) {
        return sight.seen()
                .map(seen -> NetworkExecutor.execute(
                        seen.pool(),
                        sight.there().map(Identity.There::network),
                        steps,
                        resource.getMetadata().getUid()))
                .orElseGet(Outcome.Settled::new);
    }

    @Override
    public DeleteControl cleanup(XcpNetwork resource, Context<XcpNetwork> context) {
        Deletion.Case seen = observer.deletion(resource);
        return switch (Deletion.decide(seen)) {
            case Deletion.LetGo _ -> {
                platform.deletions().tell(resource, seen.cause());
                contests.forget(resource.getMetadata().getUid());
                yield DeleteControl.defaultDelete();
            }
            case Deletion.AskAgain _ -> DeleteControl.noFinalizerRemoval().rescheduleAfter(Deletions.AGAIN);
            case Deletion.Waits(Verdict verdict) ->
                stays(resource, seen, verdict, new Outcome.Wait(verdict.reason(), verdict.message()), context);
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

    private DeleteControl act(XcpNetwork resource, Deletion.Case seen, List<Step> steps, Context<XcpNetwork> context) {
        Outcome outcome = execute(seen.sight(), steps, resource);
        Verdict verdict = Verdict.ofTrouble(outcome)
                .orElseGet(() -> new Verdict.Working(
                        Reason.Deleting, "being deleted: " + steps.getFirst().why()));
        tell(resource, steps, outcome, verdict);
        return stays(resource, seen, verdict, outcome, context);
    }

    private DeleteControl held(XcpNetwork resource, Deletion.Case seen, Verdict verdict, Context<XcpNetwork> context) {
        Outcome pace = Outcome.waitingFor(verdict);
        tell(resource, List.of(), pace, verdict);
        return stays(resource, seen, verdict, pace, context);
    }

    private DeleteControl stays(
            XcpNetwork resource, Deletion.Case seen, Verdict verdict, Outcome pace, Context<XcpNetwork> context) {
        statuses.write(
                resource, reporter.deleting(resource, verdict, seen.memory().approvals()), context);
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(pace));
    }

    @Override
    public XcpNetworkStatus foresee(XcpNetwork whatIf) {
        return reporter.report(whatIf, observer.planned(whatIf));
    }

    @Override
    public List<Exported> export(ExportScope scope) {
        return NetworkExport.of(scope, platform.caches().networks().namesIn(scope.shared()));
    }

    @Override
    public List<EventSource<?, XcpNetwork>> prepareEventSources(EventSourceContext<XcpNetwork> context) {
        var caches = platform.caches();
        var all = caches.networks();
        var news = new Doorbell<XcpNetwork>("network-news");
        platform.namespaces().onChange(name -> news.ring(NetworkWaking.onNamespace(name, all.all())));
        return List.of(news.on(platform.news(), touched -> NetworkWaking.concerned(touched, all::all))
                .on(caches.virtualMachines(), vm -> vm.isMarkedForDeletion() ? NetworkUse.ofVm(vm) : List.of())
                .on(caches.pools(), pool -> NetworkWaking.onPool(ObjectKey.of(pool), all.all()))
                .on(caches.networks(), network -> NetworkWaking.onNetwork(network, all.all()))
                .on(
                        caches.hosts(),
                        host -> NetworkWaking.onHost(ObjectKey.of(host).name(), all.all())));
    }
}
