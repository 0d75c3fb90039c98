package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A VM is made whole or not at all, and so that it is found again (S2), whichever of what the spec names is there. */
class MakingPlannerTest {
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final Hindrance MISSING = Hindrance.waits(Reason.ReferenceNotFound, "it is not there");

    private record Case(
            boolean template,
            boolean network,
            boolean storage,
            boolean place,
            boolean uncertain,
            String token,
            Plan plan) {
        boolean all() {
            return template && network && storage && place;
        }

        List<Action> actions() {
            return plan.all().stream().map(Step::action).toList();
        }
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (boolean template : BOTH) {
            for (boolean network : BOTH) {
                for (boolean storage : BOTH) {
                    for (boolean place : BOTH) {
                        for (boolean uncertain : BOTH) {
                            for (String token : List.of(MakingPlanner.NO_TOKEN, ModelPool.TOKEN)) {
                                all.add(of(template, network, storage, place, uncertain, token));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static <T> Resolved<T> resolved(boolean there, T value) {
        return there ? new Resolved.Found<>(value) : new Resolved.Unresolved<>(MISSING);
    }

    private static Case of(
            boolean template, boolean network, boolean storage, boolean place, boolean uncertain, String token) {
        Wanted want = Wanted.running().nic("lan", resolved(network, AVm.LAN)).disk("root", 40);
        want.disk(new DesiredVm.Disk(
                "data", Optional.empty(), Optional.of(Bytes.GIB), resolved(storage, AVm.NAS), true, Optional.empty()));
        want.place = Optional.of(resolved(
                place, new DesiredVm.Place(AVm.XCP2.ref(), AVm.XCP2.uuid().value(), AVm.XCP2.name(), true)));
        var origin = new Origin.Template(resolved(template, AVm.template().facts()), Optional.empty());
        want.origin = origin;
        Plan plan = MakingPlanner.plan(want.vm(), origin, new ModelPool().around(), token, uncertain);
        return new Case(template, network, storage, place, uncertain, token, plan);
    }

    private static void always(Predicate<Case> when, Predicate<Case> then) {
        List<Case> those = all().stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate()).limit(3)).isEmpty();
    }

    @Test
    void nothingIsMadeBeforeEverythingIsThere() {
        always(
                of -> !of.all(),
                of -> of.actions().isEmpty() && of.plan().hindrances().equals(List.of(MISSING)));
    }

    @Test
    void nothingIsMadeWhileAnEarlierRequestMayStillBeUnderWay() {
        always(
                of -> of.all() && of.uncertain(),
                of -> of.actions().isEmpty() && !of.plan().hindrances().isEmpty());
    }

    @Test
    void theCloneCarriesTheTokenAndIsMarkedBeforeAnythingElse() {
        always(
                of -> of.all() && !of.uncertain(),
                of -> of.actions().getFirst() instanceof MakingAction.Clone clone
                        && clone.token().equals(of.token())
                        && of.actions().get(1) instanceof MakingAction.Mark
                        && of.actions().stream()
                                        .filter(MakingAction.Clone.class::isInstance)
                                        .count()
                                == 1);
    }

    @Test
    void itIsNoVmBeforeItIsWholeAndStartsLast() {
        always(of -> of.all() && !of.uncertain(), of -> {
            List<Action> actions = of.actions();
            List<Action> rest = actions.stream()
                    .dropWhile(action -> !(action instanceof MakingAction.FinishMaking))
                    .toList();
            return rest.stream().noneMatch(action -> action instanceof DiskAction || action instanceof NicAction)
                    && rest.stream().anyMatch(PowerAction.Start.class::isInstance);
        });
    }
}
