package io.xcpoperator.operator.vm;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.events.Doorbell;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Exporter;
import io.xcpoperator.operator.platform.inquiry.Foresight;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.GuardedStatus;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Requeue;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a VM of a pool match its YAML: observe, plan, act, report. */
@ControllerConfiguration(name = "virtualmachine")
public final class VmReconciler
        implements Reconciler<VirtualMachine>, Cleaner<VirtualMachine>, Foresight<VirtualMachine>, Exporter {

    private final Platform platform;
    private final VmObserver observer;
    private final VmExecutor executor;
    private final VmReporter reporter;
    private final Attempts attempts = new Attempts();
    private final Doorbell<VirtualMachine> news = new Doorbell<>("vm-news");
    private final Patience patience = new Patience();
    private final Contests contests = new Contests();
    private final Supplier<String> tokens;
    private final DeletionObserver deletions;
    private final GuardedStatus<VirtualMachineStatus, VirtualMachine> statuses;

    /** @param tokens random ones, by which a VM that is being made is found again */
    public VmReconciler(Platform platform, Supplier<String> tokens) {
        this.platform = platform;
        this.tokens = tokens;
        this.observer = new VmObserver(platform, attempts);
        this.executor = new VmExecutor(
                attempts,
                new Turns(platform.clock(), key -> news.ring(List.of(key))),
                new SafetyHandler(new Deputies(platform.kubernetes(), platform.leadership()), platform.clock()));
        this.reporter = new VmReporter(platform.clock());
        this.deletions = new DeletionObserver(platform, observer);
        this.statuses = new GuardedStatus<>(platform.kubernetes(), platform.leadership(), VirtualMachine::new);
    }

    @Override
    public UpdateControl<VirtualMachine> reconcile(VirtualMachine vm, Context<VirtualMachine> context) {
        Report planned = planned(vm);
        VirtualMachine current = vm;
        if (planned.needsToken() || planned.needsUuid() || planned.needsHistory(vm.getStatus())) {
            Optional<VirtualMachine> stored = planned.needsToken()
                    ? reserve(vm, planned, context)
                    : statuses.write(vm, reporter.report(vm, planned.with(new Outcome.Acted())), context);
            if (stored.isEmpty()) {
                return startOver();
            }
            current = stored.get();
            planned = planned(current);
        }
        Outcome outcome = executor.execute(planned.look(), planned.gated().now(), generation(vm));
        Report report = planned.with(outcome);
        if (statuses.write(current, reporter.report(current, report), context).isEmpty()) {
            return startOver();
        }
        VmNotices.of(vm, report, Judgement.verdict(vm, report))
                .forEach(n -> platform.events().record(vm, n));
        boolean made = report.memory().token().isEmpty() && Judgement.vm(report).isPresent();
        if (made && outcome instanceof Outcome.Settled) {
            attempts.forget(uid(vm));
        }
        Outcome pace = Patience.paced(Judgement.pace(report), patience.failures(vm));
        patience.note(vm, report);
        contests.note(
                vm,
                part -> VmDamping.isOpen(part, report.plan()),
                new Contests.Made(report.gated().now(), report.outcome(), report.now()));
        return UpdateControl.<VirtualMachine>noUpdate()
                .rescheduleAfter(platform.requeue().after(pace));
    }

    /** The object changed meanwhile, or another process leads now: nothing was written, and it is looked at anew. */
    private static UpdateControl<VirtualMachine> startOver() {
        return UpdateControl.<VirtualMachine>noUpdate().rescheduleAfter(Requeue.SOON);
    }

    private Report planned(VirtualMachine vm) {
        var now = platform.clock().instant();
        Memory memory = Memory.of(vm, now);
        Look look = observer.look(vm, memory);
        Plan whole = new VmPlanner(now, patience.failures(vm)).plan(look, generation(vm), memory.token());
        Plan plan = VmDamping.damped(
                whole,
                VmDamping.rival(look)
                        .map(rival -> contests.damping(vm, whole.all(), rival, now))
                        .orElseGet(Damping::none));
        ManagementGate policy = policy(vm);
        return new Report(
                look,
                memory,
                policy,
                plan,
                VmGate.split(plan, policy, look, memory.approvals(), now),
                new Outcome.Settled(),
                now);
    }

    /** What guards a creation is in status before the creation is asked for (S2). A token that status lost is kept. */
    private Optional<VirtualMachine> reserve(VirtualMachine vm, Report planned, Context<VirtualMachine> context) {
        Optional<String> earlier = attempts.reserved(uid(vm));
        String token = earlier.orElseGet(() -> Keys.token(uid(vm), tokens.get()));
        VirtualMachineStatus status = reporter.reserve(reporter.report(vm, planned.with(new Outcome.Acted())), token);
        Optional<VirtualMachine> stored = statuses.write(vm, status, context);
        if (stored.isPresent() && earlier.isEmpty()) {
            attempts.reserve(uid(vm), token);
        }
        return stored;
    }

    @Override
    public DeleteControl cleanup(VirtualMachine vm, Context<VirtualMachine> context) {
        VmDeletion.Case seen = deletions.look(vm, policy(vm));
        return switch (VmDeletion.decide(seen)) {
            case VmDeletion.Decision.LetGo(List<Step> leaving) -> {
                executor.execute(seen.look(), leaving, generation(vm));
                platform.deletions().tell(vm, seen.cause());
                yield gone(vm);
            }
            case VmDeletion.Decision.AskAgain _ ->
                DeleteControl.noFinalizerRemoval().rescheduleAfter(Deletions.AGAIN);
            case VmDeletion.Decision.Proceed(Plan plan) -> proceed(vm, seen, plan, context);
            case VmDeletion.Decision.Ask ask -> {
                var verdict = seen.look().pool().orElseThrow().destructions().ask(uid(vm));
                yield proceed(vm, seen, ask.answered(verdict).plan(), context);
            }
        };
    }

    private DeleteControl proceed(VirtualMachine vm, VmDeletion.Case seen, Plan plan, Context<VirtualMachine> context) {
        Outcome outcome = executor.execute(seen.look(), plan.steps(), generation(vm));
        var gated = new Gated(plan.steps(), plan.steps(), List.of(), "");
        Report report = new Report(seen.look(), seen.memory(), seen.policy(), plan, gated, outcome, seen.now());
        statuses.write(vm, reporter.deleting(vm, report), context);
        VmNotices.of(vm, report, Judgement.deleting(report))
                .forEach(n -> platform.events().record(vm, n));
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(platform.requeue().after(Judgement.pace(report)));
    }

    private DeleteControl gone(VirtualMachine vm) {
        attempts.forget(uid(vm));
        executor.forget(uid(vm));
        patience.forget(vm);
        contests.forget(uid(vm));
        return DeleteControl.defaultDelete();
    }

    private static ManagementGate policy(VirtualMachine vm) {
        return ManagementGate.of(vm, vm.getSpec() == null ? null : vm.getSpec().managementPolicy());
    }

    private static String uid(VirtualMachine vm) {
        return vm.getMetadata().getUid();
    }

    private static long generation(VirtualMachine vm) {
        return vm.getMetadata().getGeneration();
    }

    @Override
    public VirtualMachineStatus foresee(VirtualMachine whatIf) {
        return reporter.report(whatIf, planned(whatIf));
    }

    @Override
    public List<Exported> export(ExportScope scope) {
        return VmExport.of(scope, platform.caches().virtualMachines().namesIn(scope.machines()));
    }

    @Override
    public List<EventSource<?, VirtualMachine>> prepareEventSources(EventSourceContext<VirtualMachine> context) {
        var caches = platform.caches();
        var all = caches.virtualMachines();
        platform.namespaces().onChange(name -> news.ring(VmWaking.onNamespace(name, all.all())));
        platform.secrets().onChange(secret -> news.ring(VmWaking.onSecret(secret, all.all())));
        return List.of(news.on(platform.news(), touched -> VmWaking.concerned(touched, all::all))
                .on(caches.pools(), pool -> VmWaking.onPool(ObjectKey.of(pool), all.all()))
                .on(caches.networks(), network -> VmWaking.onNetwork(ObjectKey.of(network), all.all()))
                .on(caches.storageRepositories(), sr -> VmWaking.onStorage(ObjectKey.of(sr), all.all()))
                .on(caches.images(), image -> VmWaking.onImage(ObjectKey.of(image), all.all()))
                .on(caches.snapshots(), snapshot -> VmWaking.onSnapshot(snapshot, all.all()))
                .on(caches.restores(), restore -> VmWaking.onRestore(restore, all.all()))
                .on(caches.hosts(), host -> VmWaking.onHost(ObjectKey.of(host), all.all())));
    }
}
