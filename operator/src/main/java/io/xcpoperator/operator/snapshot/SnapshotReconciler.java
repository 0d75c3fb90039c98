package io.xcpoperator.operator.snapshot;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshotStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.SnapshotLabels;
import io.xcpoperator.operator.platform.status.GuardedStatus;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Setbacks;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.records.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes a snapshot of a VM, keeps it for as long as asked, and takes none twice. */
@ControllerConfiguration(name = "virtualmachinesnapshot")
public final class SnapshotReconciler
        implements Reconciler<VirtualMachineSnapshot>,
                Cleaner<VirtualMachineSnapshot>,
                Foresight<VirtualMachineSnapshot> {
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Platform platform;
    private final Supplier<String> tokens;
    private final SnapshotObserver observer;
    private final SnapshotExecutor executor = new SnapshotExecutor();
    private final SnapshotReporter reporter;
    private final Setbacks setbacks = new Setbacks();
    private final GuardedStatus<VirtualMachineSnapshotStatus, VirtualMachineSnapshot> statuses;

    /** @param tokens random ones, by which a snapshot that is being made is found again */
    public SnapshotReconciler(Platform platform, Supplier<String> tokens) {
        this.platform = platform;
        this.tokens = tokens;
        this.observer = new SnapshotObserver(platform);
        this.reporter = new SnapshotReporter(platform.clock());
        this.statuses = new GuardedStatus<>(platform.kubernetes(), platform.leadership(), VirtualMachineSnapshot::new);
    }

    @Override
    public UpdateControl<VirtualMachineSnapshot> reconcile(
            VirtualMachineSnapshot resource, Context<VirtualMachineSnapshot> context) {
        ManagementGate gate = gate(resource);
        VirtualMachineSnapshot current = resource;
        Round round = round(current);
        if (round.needsToken() && !round.now(gate).isEmpty()) {
            Optional<VirtualMachineSnapshot> stored = statuses.write(current, reserved(current, round, gate), context);
            if (stored.isEmpty()) {
                return startOver();
            }
            current = stored.get();
            round = round(current);
        }
        List<Step> now = round.now(gate);
        Outcome outcome = execute(current, round.want(), round.sight(), now);
        Verdict verdict = round.verdict(gate, outcome);
        if (statuses.write(current, reporter.report(current, round, gate, verdict), context)
                .isEmpty()) {
            return startOver();
        }
        if (outcome instanceof Outcome.Settled && verdict instanceof Verdict.Ready) {
            setbacks.forget(uid(resource));
        }
        Outcome pace = round.pace(outcome, platform.clock().instant());
        return UpdateControl.<VirtualMachineSnapshot>noUpdate()
                .rescheduleAfter(platform.requeue().after(pace));
    }

    /** The object changed meanwhile, or another process leads now: nothing was written, and it is looked at anew. */
    private static UpdateControl<VirtualMachineSnapshot> startOver() {
        return UpdateControl.<VirtualMachineSnapshot>noUpdate().rescheduleAfter(AGAIN);
    }

    private Round round(VirtualMachineSnapshot resource) {
        Instant now = platform.clock().instant();
        Want want = Want.of(platform.clusterId(), resource);
        Remembered memory = Remembered.of(resource, now);
        Sight sight = observer.look(want, memory);
        return Round.of(want, memory, sight, setback(resource, want, sight, now), now);
    }

    /** What guards a creation is in status before the creation is asked for (S2). */
    private VirtualMachineSnapshotStatus reserved(VirtualMachineSnapshot resource, Round round, ManagementGate gate) {
        Verdict verdict = round.verdict(gate, new Outcome.Acted());
        return reporter.reserve(
                reporter.report(resource, round, gate, verdict), Names.token(uid(resource), tokens.get()));
    }

    private Outcome execute(VirtualMachineSnapshot resource, Want want, Sight sight, List<Step> steps) {
        if (!(sight instanceof Sight.Seen seen) || steps.isEmpty()) {
            return new Outcome.Settled();
        }
        Outcome outcome = executor.execute(seen, want, generation(resource), steps);
        SnapshotNotices.of(steps, outcome).ifPresent(n -> platform.events().record(resource, n));
        return outcome;
    }

    /** Tasks of ours that failed are taken away in this very round; what they said is waited out. */
    private Optional<Setbacks.Held> setback(VirtualMachineSnapshot resource, Want want, Sight sight, Instant now) {
        String uid = uid(resource);
        if (sight instanceof Sight.Seen seen
                && setbacks.of(uid, generation(resource), now).isEmpty()) {
            for (TaskRecord task : seen.ended()) {
                String what = (operation(task).equals("Destroy") ? "destroy " : "take ") + want.name();
                Setbacks.of(task, seen.pool().key().toString(), what, seen.view())
                        .ifPresent(outcome -> {
                            setbacks.failed(uid, generation(resource), outcome, now);
                            String message =
                                    Verdict.of(outcome).map(Verdict::message).orElse("");
                            platform.events().record(resource, SnapshotNotices.failed(operation(task), message));
                        });
            }
        }
        return setbacks.of(uid, generation(resource), now);
    }

    private static String operation(TaskRecord task) {
        return task.nameLabel().endsWith(".destroy") ? "Destroy" : "Snapshot";
    }

    @Override
    public DeleteControl cleanup(VirtualMachineSnapshot resource, Context<VirtualMachineSnapshot> context) {
        Instant now = platform.clock().instant();
        Want want = Want.of(platform.clusterId(), resource);
        Remembered memory = Remembered.of(resource, now);
        if (memory.approvals().has(Approvals.ABANDON, uid(resource))) {
            return gone(resource);
        }
        Sight sight = observer.look(want, memory);
        Deletions.Cause cause = want.destroys() && gate(resource).mayWrite()
                ? platform.deletions().cause(resource, now)
                : Deletions.Cause.ASKED;
        boolean destroys = want.destroys() && !cause.spares();
        Optional<Plan> plan = new SnapshotDeletion(want, memory, now)
                .plan(gate(resource), sight, destroys, setback(resource, want, sight, now));
        if (plan.isEmpty()) {
            platform.deletions().tell(resource, cause);
            return gone(resource);
        }
        if (cause == Deletions.Cause.UNSETTLED && !plan.get().steps().isEmpty()) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(Deletions.AGAIN);
        }
        boolean counts = plan.get().destroys() && !SnapshotLabels.isSuperseded(resource);
        Optional<Verdict> held = counts ? held(resource, sight) : Optional.empty();
        Outcome outcome = held.isPresent()
                ? new Outcome.Settled()
                : execute(resource, want, sight, plan.get().steps());
        Verdict verdict =
                held.orElseGet(() -> Verdict.of(outcome).orElse(plan.get().verdict()));
        statuses.write(resource, reporter.deleting(resource, memory, verdict), context);
        Outcome pace = new Round(want, memory, sight, plan.get()).pace(outcome, now);
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(pace));
    }

    /** S12: asked directly before anything is destroyed. */
    private static Optional<Verdict> held(VirtualMachineSnapshot resource, Sight sight) {
        return sight instanceof Sight.Seen seen
                ? seen.pool().destructions().ask(uid(resource)).hindrance()
                : Optional.empty();
    }

    private DeleteControl gone(VirtualMachineSnapshot resource) {
        executor.forget(uid(resource));
        setbacks.forget(uid(resource));
        return DeleteControl.defaultDelete();
    }

    private static ManagementGate gate(VirtualMachineSnapshot resource) {
        return ManagementGate.of(resource, resource.getSpec().managementPolicy());
    }

    private static String uid(VirtualMachineSnapshot resource) {
        return resource.getMetadata().getUid();
    }

    private static long generation(VirtualMachineSnapshot resource) {
        return resource.getMetadata().getGeneration();
    }

    @Override
    public VirtualMachineSnapshotStatus foresee(VirtualMachineSnapshot whatIf) {
        Instant now = platform.clock().instant();
        ManagementGate gate = gate(whatIf);
        Want want = Want.of(platform.clusterId(), whatIf);
        Remembered memory = Remembered.of(whatIf, now);
        Round round = Round.of(want, memory, observer.look(want, memory), Optional.empty(), now);
        return reporter.report(whatIf, round, gate, round.verdict(gate, new Outcome.Settled()));
    }

    @Override
    public List<EventSource<?, VirtualMachineSnapshot>> prepareEventSources(
            EventSourceContext<VirtualMachineSnapshot> context) {
        var caches = platform.caches();
        var all = caches.snapshots();
        return List.of(new Doorbell<VirtualMachineSnapshot>("snapshot-news")
                .on(platform.news(), touched -> SnapshotWaking.concerned(touched, all::all))
                .on(caches.restores(), _ -> SnapshotWaking.onPool(all.all()))
                .on(caches.pools(), _ -> SnapshotWaking.onPool(all.all()))
                .on(caches.virtualMachines(), vm -> SnapshotWaking.onVm(ObjectKey.of(vm), all.all())));
    }
}
