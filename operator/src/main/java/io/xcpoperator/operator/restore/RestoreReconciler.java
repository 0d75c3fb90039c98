package io.xcpoperator.operator.restore;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.backup.RestorePhase;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestore;
import io.xcpoperator.api.v1alpha1.backup.VirtualMachineRestoreStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.kube.Notice;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.GuardedStatus;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Brings a snapshot back in place of the VM there is: confirmed by a person, once, and with a way back. */
@ControllerConfiguration(name = "virtualmachinerestore")
public final class RestoreReconciler
        implements Reconciler<VirtualMachineRestore>, Cleaner<VirtualMachineRestore>, Foresight<VirtualMachineRestore> {
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Platform platform;
    private final RestoreObserver observer;
    private final RestoreExecutor executor;
    private final RestoreReporter reporter;
    private final Setbacks setbacks = new Setbacks();
    private final GuardedStatus<VirtualMachineRestoreStatus, VirtualMachineRestore> statuses;

    /** @param foresight of the VirtualMachines that are not written yet */
    public RestoreReconciler(Platform platform, Foresight<VirtualMachine> foresight) {
        this.platform = platform;
        this.observer = new RestoreObserver(platform, foresight);
        this.executor =
                new RestoreExecutor(new Deputies(platform.kubernetes(), platform.leadership()), platform.clock());
        this.reporter = new RestoreReporter(platform.clock());
        this.statuses = new GuardedStatus<>(platform.kubernetes(), platform.leadership(), VirtualMachineRestore::new);
    }

    private record Round(Optional<Want> want, Sight sight, Plan plan) {}

    @Override
    public UpdateControl<VirtualMachineRestore> reconcile(
            VirtualMachineRestore resource, Context<VirtualMachineRestore> context) {
        if (isCompleted(resource)) { // it ran, whatever became of the VM and the snapshot since
            var _ = statuses.write(resource, reporter.completed(resource), context);
            return UpdateControl.noUpdate();
        }
        ManagementGate gate = gate(resource);
        Round round = round(resource, seen -> setback(resource, seen));
        VirtualMachineRestore current = resource;
        boolean claims = round.plan().phase() == Plan.Phase.RUNNING && gate.mayWrite();
        boolean onRecord = isRunning(current) && !(letsGo(round) && progress(current) != AnewPlanner.Progress.WHOLE);
        if (claims && !onRecord) { // the claim, and what was made, is in status before the act (S13, S15)
            Optional<VirtualMachineRestore> stored = write(current, round, gate, new Outcome.Acted(), context);
            if (stored.isEmpty()) {
                return startOver();
            }
            current = stored.get();
        }
        Outcome outcome = execute(current, round, gate);
        if (write(current, round, gate, outcome, context).isEmpty()) {
            return startOver();
        }
        return UpdateControl.<VirtualMachineRestore>noUpdate()
                .rescheduleAfter(platform.requeue().after(pace(round.plan(), outcome)));
    }

    private static UpdateControl<VirtualMachineRestore> startOver() {
        return UpdateControl.<VirtualMachineRestore>noUpdate().rescheduleAfter(AGAIN);
    }

    private static boolean isCompleted(VirtualMachineRestore resource) {
        return resource.getStatus() != null && resource.getStatus().phase() == RestorePhase.Completed;
    }

    private static boolean isRunning(VirtualMachineRestore resource) {
        return resource.getStatus() != null && resource.getStatus().phase() == RestorePhase.Running;
    }

    private static boolean letsGo(Round round) {
        return round.plan().steps().stream().anyMatch(step -> step.action() instanceof Action.LetGo)
                && round.sight() instanceof Sight.Anew seen
                && seen.vm().isPresent();
    }

    private static AnewPlanner.Progress progress(VirtualMachineRestore resource) {
        return AnewPlanner.Progress.of(resource.getStatus());
    }

    @Override
    public VirtualMachineRestoreStatus foresee(VirtualMachineRestore whatIf) {
        if (isCompleted(whatIf)) {
            return reporter.completed(whatIf);
        }
        return status(whatIf, round(whatIf, _ -> Optional.empty()), gate(whatIf), new Outcome.Settled());
    }

    /** @param setbacks what failed before and is waited out */
    private Round round(VirtualMachineRestore resource, Function<Sight.Seen, Optional<Setbacks.Held>> setbacks) {
        Optional<Want> want = Want.of(platform.clusterId(), resource);
        Sight sight = want.map(observer::look)
                .orElseGet(() -> new Sight.Unreachable(
                        Want.unsupported(resource.getSpec()).orElseThrow()));
        Plan plan = switch (sight) {
            case Sight.Unreachable(Verdict why) ->
                Plan.of(
                        List.of(),
                        isRunning(resource) ? Plan.Phase.RUNNING : Plan.Phase.PENDING, // a claim does not end by itself
                        why);
            case Sight.Anew seen -> new AnewPlanner(want.orElseThrow(), seen, progress(resource)).plan();
            case Sight.Seen seen ->
                new RestorePlanner(want.orElseThrow(), seen, platform.clock().instant()).plan(setbacks.apply(seen));
        };
        return new Round(want, sight, plan);
    }

    private Optional<VirtualMachineRestore> write(
            VirtualMachineRestore current,
            Round round,
            ManagementGate gate,
            Outcome outcome,
            Context<VirtualMachineRestore> context) {
        return statuses.write(current, status(current, round, gate, outcome), context);
    }

    private VirtualMachineRestoreStatus status(
            VirtualMachineRestore current, Round round, ManagementGate gate, Outcome outcome) {
        return reporter.report(
                current,
                round.want(),
                round.sight(),
                round.plan(),
                gate,
                approvals(current),
                verdict(round, gate, outcome));
    }

    private static Verdict verdict(Round round, ManagementGate gate, Outcome outcome) {
        Plan plan = round.plan();
        boolean waits = !plan.steps().isEmpty();
        return switch (gate) {
            case WRITE -> closed(round).orElseGet(() -> Verdict.of(outcome).orElse(plan.verdict()));
            case PAUSED -> waits ? new Verdict.Waiting(Reason.Paused, "paused; the restore waits") : plan.verdict();
            case PLAN -> waits ? new Verdict.Ready(Reason.Planned, "") : plan.verdict();
            case OBSERVE ->
                waits
                        ? new Verdict.Waiting(Reason.Observed, "managementPolicy Observe restores nothing")
                        : plan.verdict();
        };
    }

    private static Optional<Verdict> closed(Round round) {
        return round.sight() instanceof Sight.InPool seen
                        && !round.plan().steps().isEmpty()
                        && seen.pool().writes() instanceof WriteState.Closed(Reason reason, String message)
                ? Optional.of(new Verdict.Waiting(reason, message))
                : Optional.empty();
    }

    private Outcome execute(VirtualMachineRestore resource, Round round, ManagementGate gate) {
        if (!(round.sight() instanceof Sight.InPool seen)
                || !gate.mayWrite()
                || closed(round).isPresent()) {
            return new Outcome.Settled();
        }
        Want want = round.want().orElseThrow();
        List<Step> steps = round.plan().steps();
        Outcome outcome = executor.execute(seen, want, steps);
        if (outcome instanceof Outcome.Started(String why)) {
            steps.stream()
                    .filter(step -> step.why().equals(why))
                    .flatMap(step -> told(step).stream())
                    .findFirst()
                    .ifPresent(notice -> platform.events().record(resource, notice));
        }
        return outcome;
    }

    private static Optional<Notice> told(Step step) {
        String note = step.on() + ": " + step.why();
        return switch (step.action()) {
            case Action.Revert _ -> Optional.of(new Notice(false, "Revert", "Revert", step.on() + " " + step.why()));
            case Action.MakeVm _ -> Optional.of(new Notice(false, "Restore", "Restore", note));
            case Action.LetGo _ -> Optional.of(new Notice(false, "Released", "Restore", note));
            case Action.GiveUp _ -> Optional.of(new Notice(false, "GivenUp", "Restore", note));
            case Action.TakeUndo _, Action.SetKey _, Action.RemoveKey _, Action.Settle _ -> Optional.empty();
        };
    }

    private Optional<Setbacks.Held> setback(VirtualMachineRestore resource, Sight.Seen seen) {
        Instant now = platform.clock().instant();
        String uid = resource.getMetadata().getUid();
        long generation = resource.getMetadata().getGeneration();
        if (setbacks.of(uid, generation, now).isEmpty()) {
            String what = "restore " + seen.vm().nameLabel();
            seen.ended().stream()
                    .flatMap(task -> Setbacks.of(task, seen.pool().key().toString(), what, seen.view()).stream())
                    .forEach(outcome -> {
                        setbacks.failed(uid, generation, outcome, now);
                        String message =
                                Verdict.of(outcome).map(Verdict::message).orElse("");
                        platform.events().record(resource, new Notice(true, "RevertFailed", "Revert", message));
                    });
        }
        return setbacks.of(uid, generation, now);
    }

    private Outcome pace(Plan plan, Outcome outcome) {
        if (!(outcome instanceof Outcome.Settled)) {
            return outcome;
        }
        if (plan.again().isPresent()) {
            Duration left =
                    Duration.between(platform.clock().instant(), plan.again().get());
            return new Outcome.Until(left.compareTo(AGAIN) < 0 ? AGAIN : left.plus(AGAIN), Reason.Settled, "");
        }
        return plan.verdict() instanceof Verdict.Working(Reason reason, String message)
                ? new Outcome.Retry(reason, message, LOOK)
                : outcome;
    }

    @Override
    public DeleteControl cleanup(VirtualMachineRestore resource, Context<VirtualMachineRestore> context) {
        ManagementGate gate = gate(resource);
        boolean readsOnly = gate == ManagementGate.OBSERVE || gate == ManagementGate.PLAN;
        if (readsOnly
                || isCompleted(resource)
                || approvals(resource)
                        .has(Approvals.ABANDON, resource.getMetadata().getUid())) {
            return gone(resource);
        }
        Optional<Want> want = Want.of(platform.clusterId(), resource);
        if (want.isEmpty()) {
            return gone(resource);
        }
        Sight sight = observer.look(want.get());
        Optional<Plan> plan = switch (sight) {
            case Sight.Unreachable(Verdict why) ->
                isRunning(resource) ? Optional.of(Plan.of(List.of(), Plan.Phase.RUNNING, why)) : Optional.empty();
            case Sight.Anew seen -> new AnewPlanner(want.get(), seen, progress(resource)).leave();
            case Sight.Seen seen ->
                new RestorePlanner(want.get(), seen, platform.clock().instant()).leave(setback(resource, seen));
        };
        if (plan.isEmpty()) {
            return gone(resource);
        }
        Round round = new Round(want, sight, plan.get());
        Outcome outcome = execute(resource, round, gate);
        var _ = write(resource, round, gate, outcome, context);
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(pace(plan.get(), outcome)));
    }

    private DeleteControl gone(VirtualMachineRestore resource) {
        executor.forget(resource.getMetadata().getUid());
        setbacks.forget(resource.getMetadata().getUid());
        return DeleteControl.defaultDelete();
    }

    private Approvals approvals(VirtualMachineRestore resource) {
        return Approvals.of(
                resource,
                resource.getStatus() == null ? null : resource.getStatus().approvals(),
                platform.clock().instant());
    }

    private static ManagementGate gate(VirtualMachineRestore resource) {
        return ManagementGate.of(resource, resource.getSpec().managementPolicy());
    }

    @Override
    public List<EventSource<?, VirtualMachineRestore>> prepareEventSources(
            EventSourceContext<VirtualMachineRestore> context) {
        var caches = platform.caches();
        var all = caches.restores();
        return List.of(new Doorbell<VirtualMachineRestore>("restore-news")
                .on(platform.news(), touched -> RestoreWaking.concerned(touched, all::all))
                .on(caches.snapshots(), _ -> RestoreWaking.unfinished(all.all()))
                .on(caches.virtualMachines(), _ -> RestoreWaking.unfinished(all.all())));
    }
}
