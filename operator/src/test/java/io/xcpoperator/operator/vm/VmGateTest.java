package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Because;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.VmRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What of a plan is done now, for every policy, every answer of a person and every fate of the restart before. */
class VmGateTest {
    private static final VmRef VM = new VmRef("OpaqueRef:web");
    private static final Step LIVE = new Step(new SettingAction.AddTag(VM, "web"), "web", "tag web");
    private static final Step STOP = new Step(new PowerAction.CleanShutdown(VM, false), "web", "restart");
    private static final Step INSTEAD = new Step(new SettingAction.RemoveKey(VM, Keys.RESTART), "web", "not now");
    private static final Change CHANGE =
            new Change("memory.size", "2Gi", "4Gi", FieldClass.Restart, Because.RestartPolicyNever);
    private static final List<Boolean> BOTH = List.of(false, true);

    /** One combination, and what the gate makes of it. */
    private record Case(
            ManagementGate policy,
            RestartWhen when,
            boolean open,
            boolean approved,
            boolean refused,
            boolean fits,
            Gated gated) {
        boolean restarts() {
            return gated.now().contains(STOP);
        }

        Because because() {
            return gated.pending().getFirst().because();
        }
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (ManagementGate policy : ManagementGate.values()) {
            for (RestartWhen when : RestartWhen.values()) {
                for (boolean open : BOTH) {
                    for (boolean approved : BOTH) {
                        for (boolean refused : BOTH) {
                            for (boolean fits : BOTH) {
                                all.add(of(policy, when, open, approved, refused, fits));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Case of(
            ManagementGate policy, RestartWhen when, boolean open, boolean approved, boolean refused, boolean fits) {
        List<Hindrance> misfit =
                fits ? List.of() : List.of(Hindrance.waits(Reason.NoCapacity, "no host has 4 GiB free"));
        var restart = new Restart(List.of(CHANGE), 1, refused, List.of(STOP), List.of(INSTEAD), misfit);
        var plan = new Plan(List.of(LIVE), Optional.of(restart), List.of(), List.of());
        var approvals = new Approvals(
                approved
                        ? List.of(new Approval(Approvals.RESTART, restart.hash(), "2026-11-01T02:14:00Z", null))
                        : List.of());
        return new Case(policy, when, open, approved, refused, fits, VmGate.split(plan, policy, when, open, approvals));
    }

    private static void always(Predicate<Case> when, Predicate<Case> then) {
        List<Case> those = all().stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate())).isEmpty();
    }

    @Test
    void nothingIsDoneUnlessThePolicyLetsUsWrite() {
        always(of -> of.policy() != ManagementGate.WRITE, of -> of.gated().now().isEmpty());
    }

    /** What a plan shows is what Manage would do: no restart that waits for leave. */
    @Test
    void whatIsAllowedIsTheSameWhateverThePolicy() {
        for (Case written : all()) {
            if (written.policy() == ManagementGate.WRITE) {
                Case planned = of(
                        ManagementGate.PLAN,
                        written.when(),
                        written.open(),
                        written.approved(),
                        written.refused(),
                        written.fits());
                assertThat(planned.gated().allowed()).isEqualTo(written.gated().now());
            }
        }
    }

    @Test
    void whatNeedsNoRestartWaitsForNoApproval() {
        always(
                of -> of.policy() == ManagementGate.WRITE,
                of -> of.gated().now().getFirst().equals(LIVE));
    }

    /** S3: one that is approved, or may be made unasked, and then only where it fits and did not fail before. */
    @Test
    void aRestartIsMadeExactlyWhenItIsAllowedAndFits() {
        always(
                of -> of.policy() == ManagementGate.WRITE,
                of -> of.restarts()
                        == (of.fits()
                                && switch (of.when()) {
                                    case OnApproval -> of.approved();
                                    case Immediately -> !of.refused();
                                    case InWindow -> of.open() && !of.refused();
                                    case Never, Unknown -> false;
                                }));
    }

    @Test
    void whatIsPreparedForARestartThatIsNotMadeIsTakenBack() {
        always(of -> of.policy() == ManagementGate.WRITE, of -> of.gated().now().contains(INSTEAD) != of.restarts());
    }

    @Test
    void whatWaitsSaysWhyInOneWord() {
        always(of -> !of.fits(), of -> of.because() == Because.NoCapacity);
        always(
                of -> of.fits() && !of.gated().pending().isEmpty(),
                of -> of.because()
                        == switch (of.when()) {
                            case Never, Unknown -> Because.RestartPolicyNever;
                            case OnApproval -> of.refused() ? Because.StartFailed : Because.ApprovalRequired;
                            case Immediately -> Because.StartFailed;
                            case InWindow -> of.refused() ? Because.StartFailed : Because.WindowClosed;
                        });
    }

    @Test
    void whatApprovesTheRestartIsShownWhateverThePolicy() {
        always(_ -> true, of -> !of.gated().hash().isEmpty());
    }
}
