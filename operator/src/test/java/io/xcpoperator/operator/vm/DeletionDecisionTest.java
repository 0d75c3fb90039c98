package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.gate.DeletionBudget;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.vm.Farewell.Sight;
import io.xcpoperator.operator.vm.Farewell.Work;
import io.xcpoperator.operator.vm.VmDeletion.Decision;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of a VM whose resource is deleted, in every situation there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletionDecisionTest {
    private final List<Decided> all = Farewell.all().stream()
            .map(farewell -> new Decided(farewell, farewell.decision()))
            .toList();

    /** One of the situations, and what becomes of it. */
    private record Decided(Farewell in, Decision decision) {
        /** All that would be done if the budget says yes. */
        List<Step> steps() {
            return switch (decision) {
                case Decision.LetGo(List<Step> leaving) -> leaving;
                case Decision.Proceed(Plan plan) -> plan.all();
                case Decision.Ask(Plan plan) -> plan.all();
                case Decision.AskAgain _ -> List.of();
            };
        }

        boolean destroys() {
            return steps().stream().anyMatch(step -> step.action() instanceof DestroyAction);
        }

        boolean letsGo() {
            return decision instanceof Decision.LetGo;
        }

        boolean decides() {
            return writes() && (in.cause() == Deletions.Cause.ASKED || in.cause() == Deletions.Cause.SWEPT);
        }

        boolean writes() {
            return in.policy() == ManagementGate.WRITE && !in.abandoned();
        }

        /** Flux makes the resource again, and the VM is not whole yet. */
        boolean halfMade() {
            return in.cause() == Deletions.Cause.REPLACED
                    && (in.sight() == Sight.MAKING || in.sight() == Sight.UNCERTAIN);
        }

        boolean meansToDestroy() {
            return writes() && in.destroys() && (in.cause() == Deletions.Cause.ASKED || halfMade());
        }

        /** Nothing keeps the VM; one that is being shut down is busy with that. */
        boolean free() {
            boolean stops = in.sight() == Sight.BUSY && in.work() == Work.STOP_OVERDUE;
            return (Farewell.FREE.contains(in.sight()) || stops) && !in.isProtected() && !in.claimed();
        }
    }

    /** In every situation of this kind, of which there are some, this holds. */
    private void always(Predicate<Decided> when, Predicate<Decided> then) {
        List<Decided> those = all.stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate()).limit(3)).isEmpty();
    }

    @Test
    void observeAndPlanLetGoAndTouchNothing() {
        always(
                of -> of.in().policy() == ManagementGate.OBSERVE || of.in().policy() == ManagementGate.PLAN,
                of -> of.letsGo() && of.steps().isEmpty());
    }

    @Test
    void whatIsAbandonedAlwaysEndsAndDestroysNothing() {
        always(of -> of.in().abandoned(), of -> of.letsGo() && !of.destroys());
    }

    @Test
    void whatIsAbandonedWhilePausedIsNotTouched() {
        always(
                of -> of.in().abandoned() && of.in().policy() == ManagementGate.PAUSED,
                of -> of.steps().isEmpty());
    }

    @Test
    void whatIsPausedStaysAndSaysWhy() {
        always(
                of -> of.in().policy() == ManagementGate.PAUSED && !of.in().abandoned(),
                of -> of.decision() instanceof Decision.Proceed(Plan plan)
                        && plan.all().isEmpty()
                        && plan.hindrances().getFirst().reason() == Reason.Paused);
    }

    @Test
    void whatIsRetainedOrSweptWithItsNamespaceIsNotDestroyed() {
        always(
                of -> !of.in().destroys() || (of.in().cause() != Deletions.Cause.ASKED && !of.halfMade()),
                of -> !(of.decision() instanceof Decision.Ask) && !of.destroys());
    }

    /** Its marks are what keeps the resource that is made next from making a twin. */
    @Test
    void whatFluxMakesAgainIsLetGoWithItsMarks() {
        always(
                of -> of.writes() && of.in().cause() == Deletions.Cause.REPLACED && !of.halfMade(),
                of -> of.letsGo() && of.steps().stream().allMatch(DeletionDecisionTest::opens));
    }

    /** Flux's word may come while it is being destroyed: then it is halted, and nobody could start it. */
    @Test
    void whatFluxMakesAgainMayBeStartedAgain() {
        always(
                of -> of.writes()
                        && of.in().cause() == Deletions.Cause.REPLACED
                        && of.in().sight() == Sight.BLOCKED_BY_US,
                of -> of.steps().size() == 1 && opens(of.steps().getFirst()));
    }

    private static boolean opens(Step step) {
        return step.action() instanceof SettingAction.Unblock(var _, var what) && what == SettingAction.Blocked.Start;
    }

    /** Let go unmarked, it would stay as half a VM that nobody knows. */
    @Test
    void whatIsHalfMadeWhenFluxMakesItAgainIsWaitedForAndGoes() {
        always(of -> of.writes() && of.halfMade() && of.in().sight() == Sight.UNCERTAIN, of -> !of.letsGo());
        always(
                of -> of.meansToDestroy()
                        && of.halfMade()
                        && of.free()
                        && of.in().work() == Work.NONE,
                of -> of.steps().stream().anyMatch(step -> step.action() instanceof DestroyAction.DestroyVm));
    }

    @Test
    void whileFluxMayJustBePruningNothingIsDone() {
        always(
                of -> of.writes() && of.in().cause() == Deletions.Cause.UNSETTLED,
                of -> of.steps().isEmpty());
    }

    /** Every way to a destruction leads past the budget. */
    @Test
    void nothingIsDestroyedWithoutTheBudgetBeingAsked() {
        always(Decided::destroys, of -> of.decision() instanceof Decision.Ask);
    }

    @Test
    void whatTheBudgetHoldsIsLeftAlone() {
        var held = new DeletionBudget.Verdict.Held("77ab01c2", "too many");
        var unrecorded = new DeletionBudget.Verdict.Unrecorded(Reason.PoolUnreachable, "not on record");
        always(
                of -> of.decision() instanceof Decision.Ask,
                of -> of.decision() instanceof Decision.Ask ask
                        && waits(ask.answered(held), Reason.MassDeletionHeld)
                        && waits(ask.answered(unrecorded), Reason.PoolUnreachable)
                        && ask.answered(new DeletionBudget.Verdict.Go()).plan().equals(ask.plan()));
    }

    private static boolean waits(Decision.Proceed decision, Reason reason) {
        Plan plan = decision.plan();
        return plan.all().isEmpty() && plan.hindrances().getFirst().reason() == reason;
    }

    @Test
    void aVmIsDestroyedOnlyWhenItIsOursAndNothingKeepsIt() {
        always(
                of -> of.destroys() && !Farewell.DISK_LEFT.contains(of.in().sight()),
                of -> of.meansToDestroy() && of.free() && of.in().work() != Work.RUNS);
    }

    /** A guest that does not shut down in time loses its power, and no more, before that has come to its end. */
    @Test
    void besideARunningTaskOnlyThePlugIsPulled() {
        always(
                of -> of.destroys() && of.in().work() == Work.STOP_OVERDUE,
                of -> of.in().sight() != Sight.HALTED
                        && of.steps().size() == 1
                        && of.steps().getFirst().action() instanceof DestroyAction.HardShutdown);
    }

    @Test
    void aDiskThatIsLeftGoesOnlyWithoutDoubtOfTheVm() {
        always(
                of -> of.steps().stream().anyMatch(step -> step.action() instanceof DestroyAction.DestroyDisk)
                        && !Farewell.OURS.contains(of.in().sight()),
                of -> of.meansToDestroy() && Farewell.DISK_LEFT.contains(of.in().sight()));
    }

    @Test
    void whatIsNotOursIsNotWrittenTo() {
        Set<Sight> others = Set.of(Sight.ADOPTABLE, Sight.CONTESTED);
        always(
                of -> others.contains(of.in().sight()),
                of -> of.steps().stream().allMatch(step -> step.action() instanceof TaskAction));
    }

    @Test
    void whateverNothingKeepsIsDestroyed() {
        always(
                of -> of.meansToDestroy() && of.free() && of.in().work() == Work.NONE,
                of -> of.steps().stream().anyMatch(step -> step.action() instanceof DestroyAction.DestroyVm));
    }

    /** Without its mark we would not know it again. */
    @Test
    void aVmThatIsLetGoLosesItsMarkLast() {
        always(
                of -> of.decides()
                        && !of.meansToDestroy()
                        && Farewell.OURS.contains(of.in().sight())
                        && of.in().work() == Work.NONE,
                of -> of.steps().getLast().action() instanceof MakingAction.Unmark);
    }

    @Test
    void whatCannotBeSeenIsWaitedForUnlessNothingCanHaveBeenMade() {
        always(
                of -> of.decides() && Farewell.UNSEEN.contains(of.in().sight()),
                of -> of.letsGo()
                        == (!of.in().known()
                                && (of.in().sight() != Sight.POOL_AWAY
                                        || of.in().untouched())));
    }

    @Test
    void whatStaysHasSomethingToDoOrSaysWhatItWaitsFor() {
        always(of -> !of.letsGo(), of -> switch (of.decision()) {
            case Decision.Proceed(Plan plan) -> !plan.isDone();
            case Decision.Ask(Plan plan) -> !plan.isDone();
            case Decision.AskAgain _ -> true;
            case Decision.LetGo _ -> false;
        });
    }

    @Test
    void thereIsAnEndWhereNothingIsLeft() {
        always(of -> of.decides() && of.in().sight() == Sight.ABSENT && of.in().work() == Work.NONE, Decided::letsGo);
    }
}
