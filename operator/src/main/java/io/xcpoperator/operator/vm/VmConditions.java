package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions of a VirtualMachine. Those that tell of something odd are there only while it is so. Pure. */
final class VmConditions {
    static final String SYNCHRONIZED = "Synchronized";
    static final String RESTART_REQUIRED = "RestartRequired";
    static final String GUEST_AGENT_CONNECTED = "GuestAgentConnected";
    static final String UNLISTED_DISKS = "UnlistedDisks";
    static final String UNLISTED_NICS = "UnlistedNetworkInterfaces";
    static final String FIELDS_NOT_ACTED_ON = "FieldsNotActedOn";
    static final String AUTO_POWER_ON_OFF = "AutoPowerOnOffOnPool";
    static final String HELD_BY = "HeldBy";
    static final String CONTESTED = Conditions.CONTESTED;

    private VmConditions() {}

    static List<Condition> of(VirtualMachine resource, Report report, Verdict verdict) {
        List<Condition> all = new ArrayList<>(verdict.conditions());
        if (resource.getSpec() != null) {
            notActedOn(resource).ifPresent(all::add);
        }
        if (report.look().observed() instanceof Observed.Seen seen) {
            all.add(synchronised(report, verdict));
            restartRequired(resource, report).ifPresent(all::add);
            boolean waitsForPool =
                    report.look().want().flatMap(DesiredVm::autoPowerOn).orElse(false)
                            && !seen.around().startsWithHosts();
            if (waitsForPool) {
                all.add(Conditions.isTrue(
                        AUTO_POWER_ON_OFF,
                        Reason.OffOnPool,
                        "autoPowerOn has no effect while it is off on the pool: set spec.autoPowerOn of XcpPool %s"
                                .formatted(seen.around().pool())));
            }
            Judgement.vm(report).ifPresent(vm -> {
                if (!vm.making()) {
                    all.add(agent(vm));
                }
                report.look().want().ifPresent(want -> all.addAll(Unlisted.of(want, vm)));
            });
            report.look()
                    .want()
                    .flatMap(want -> Held.by(seen.around().claims(), want.me()))
                    .ifPresent(held -> all.add(Conditions.isTrue(HELD_BY, held.reason(), held.message())));
            odd(report, Reason.Contested, CONTESTED)
                    .or(() -> odd(report, Reason.MarkLost, CONTESTED))
                    .or(() -> odd(report, Reason.OwnedByAnother, CONTESTED))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static Condition synchronised(Report report, Verdict verdict) {
        boolean inStep = report.plan().steps().stream().noneMatch(s -> !(s.action() instanceof TaskAction.Settle))
                && report.plan().hindrances().isEmpty();
        return inStep
                ? Conditions.isTrue(SYNCHRONIZED, Reason.Settled, "")
                : Conditions.isFalse(SYNCHRONIZED, Reason.Drifted, drift(report, verdict));
    }

    /** Under Observe the verdict has nothing to say of what is not as the spec says; the steps not taken have. */
    private static String drift(Report report, Verdict verdict) {
        return verdict.message().isEmpty()
                ? Stream.concat(
                                report.plan().hindrances().stream().map(Hindrance::message),
                                report.plan().steps().stream().map(Step::why))
                        .distinct()
                        .limit(5)
                        .collect(Collectors.joining(", "))
                : verdict.message();
    }

    private static Optional<Condition> restartRequired(VirtualMachine resource, Report report) {
        boolean needed = !report.gated().hash().isEmpty()
                && report.gated().pending().stream().anyMatch(c -> c.takesEffect() == FieldClass.Restart);
        return needed
                ? Optional.of(Conditions.isTrue(
                        RESTART_REQUIRED,
                        Reason.RestartRequired,
                        Judgement.ready(resource, report).message()))
                : Optional.empty();
    }

    private static Condition agent(VmFacts vm) {
        return vm.guest().agent()
                ? Conditions.isTrue(GUEST_AGENT_CONNECTED, Reason.Connected, "")
                : Conditions.isFalse(GUEST_AGENT_CONNECTED, Reason.None, "the guest's agent has not reported");
    }

    private static Optional<Condition> notActedOn(VirtualMachine resource) {
        return NotActedOn.sentence(resource.getSpec())
                .map(text -> Conditions.isTrue(FIELDS_NOT_ACTED_ON, Reason.NotSupportedYet, text));
    }

    private static Optional<Condition> odd(Report report, Reason reason, String type) {
        return report.plan().hindrances().stream()
                .filter(h -> h.reason() == reason)
                .findFirst()
                .map(h -> Conditions.isTrue(type, reason, h.message()));
    }
}
