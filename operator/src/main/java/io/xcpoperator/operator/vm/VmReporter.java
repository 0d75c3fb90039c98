package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.PendingChange;
import io.xcpoperator.api.v1alpha1.PendingChanges;
import io.xcpoperator.api.v1alpha1.PendingCreation;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.api.v1alpha1.vm.PowerState;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatusBuilder;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.gate.WayOut;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status, as a function of what a round found, decided and did, and of the status before. Pure. */
final class VmReporter {
    private static final int LISTED_CALLS = 256;
    private static final int LISTED_CHANGES = 64;

    private final InstantSource clock;

    VmReporter(InstantSource clock) {
        this.clock = clock;
    }

    VirtualMachineStatus report(VirtualMachine resource, Report report) {
        VirtualMachineStatus old = resource.getStatus();
        Verdict verdict = Judgement.verdict(resource, report);
        long generation = resource.getMetadata().getGeneration();
        VirtualMachineStatusBuilder next =
                old == null ? VirtualMachineStatusBuilder.builder() : VirtualMachineStatusBuilder.builder(old);
        List<Condition> conditions = Conditions.replace(
                old == null ? null : old.conditions(), VmConditions.of(resource, report, verdict), generation, clock);
        next.observedGeneration(generation)
                .message(Conditions.shortened(verdict.message()))
                .approvals(report.memory().approvals().toStatus(Questions.of(report)))
                .conditions(conditions);
        if (report.look().observed() instanceof Observed.Seen seen) {
            seen(next, resource, report, seen, verdict);
        }
        return next.build();
    }

    /** While work goes on, figures that change with every step wait for its end: fewer writes, no flicker. */
    private void seen(
            VirtualMachineStatusBuilder next,
            VirtualMachine resource,
            Report report,
            Observed.Seen seen,
            Verdict verdict) {
        Optional<VmFacts> vm = Judgement.vm(seen.identity());
        boolean passing =
                verdict instanceof Verdict.Working && !vm.map(VmFacts::making).orElse(true);
        next.plan(plan(report)).operation(OperationReporter.of(seen, next.operation(), clock.instant()));
        next.pendingChanges(pending(report.gated()));
        if (vm.isEmpty()) {
            absent(next, seen);
        } else if (vm.get().making()) {
            next.uuid(null);
        } else {
            next.uuid(vm.get().uuid().value());
            if (seen.identity() instanceof Identity.Ours) {
                next.pendingCreations(null);
            }
            VmStatusFacts.fill(next, resource, report, seen, vm.get(), passing, clock.instant());
            next.claims(ClaimStatuses.of(seen.around().claims(), next.claims(), clock.instant()));
        }
    }

    /**
     * What was there is no more, or is not ours: nothing is said of it but its uuid. Of one that is gone stays what shows
     * which it was: its disks, processors and memory.
     */
    private static void absent(VirtualMachineStatusBuilder next, Observed.Seen seen) {
        boolean missing = seen.identity() instanceof Identity.Refused(Hindrance why) && why.reason() == Reason.Missing;
        next.powerState(null).host(null).guest(null).networkInterfaces(null).claims(null);
        if (!missing) {
            next.cpu(null).memory(null);
        }
        if (seen.identity() instanceof Identity.Absent) {
            next.disks(null);
        }
    }

    /** What Manage would do now; what waits for leave is among the pending changes. */
    private static @Nullable PlanStatus plan(Report report) {
        List<Step> steps = report.gated().allowed();
        if (report.policy() != ManagementGate.PLAN || steps.isEmpty()) {
            return null;
        }
        List<PlannedCall> calls = steps.stream()
                .flatMap(step ->
                        step.action().calls().stream().map(call -> new PlannedCall(plain(call), step.on(), step.why())))
                .limit(LISTED_CALLS)
                .toList();
        return new PlanStatus(Plan.of(steps).hash(), calls);
    }

    /** Whether a call is made as a task is no concern of the reader's. */
    private static String plain(String call) {
        return call.startsWith("Async.") ? call.substring("Async.".length()) : call;
    }

    private static @Nullable PendingChanges pending(Gated gated) {
        if (gated.pending().isEmpty()) {
            return null;
        }
        List<PendingChange> changes = gated.pending().stream()
                .map(c -> new PendingChange(
                        c.field(),
                        c.from(),
                        c.to(),
                        c.takesEffect(),
                        c.because().name()))
                .limit(LISTED_CHANGES)
                .toList();
        String hash = gated.hash().isEmpty() ? Restart.base(gated.pending()) : gated.hash();
        return new PendingChanges(hash, changes);
    }

    /** The same while the resource is being deleted: only what is going on changes. */
    VirtualMachineStatus deleting(VirtualMachine resource, Report report) {
        VirtualMachineStatus old = resource.getStatus();
        Verdict verdict = WayOut.shown(
                Judgement.deleting(report), "xvm", resource, report.memory().approvals());
        long generation = resource.getMetadata().getGeneration();
        VirtualMachineStatusBuilder next =
                old == null ? VirtualMachineStatusBuilder.builder() : VirtualMachineStatusBuilder.builder(old);
        if (report.look().observed() instanceof Observed.Seen seen) {
            leaving(next, Judgement.vm(seen.identity()));
        }
        return next.observedGeneration(generation)
                .message(Conditions.shortened(verdict.message()))
                .approvals(report.memory()
                        .approvals()
                        .toStatus(Questions.deleting(
                                resource.getMetadata().getUid(), report.memory().approvals())))
                .conditions(Conditions.replace(
                        old == null ? null : old.conditions(), verdict.conditions(), generation, clock))
                .build();
    }

    /** A VM that is off has no host and no address; one that is destroyed has no power state either. */
    private static void leaving(VirtualMachineStatusBuilder next, Optional<VmFacts> vm) {
        if (vm.map(VmFacts::stopped).orElse(true)) {
            next.powerState(vm.isPresent() ? PowerState.Halted : null)
                    .host(null)
                    .guest(null);
        }
    }

    /** The status with the token in it, to be stored before the VM is asked for. */
    VirtualMachineStatus reserve(VirtualMachineStatus status, String token) {
        var pending = new PendingCreation(Memory.VM, token, clock.instant().toString());
        return VirtualMachineStatusBuilder.builder(status)
                .pendingCreations(List.of(pending))
                .build();
    }
}
