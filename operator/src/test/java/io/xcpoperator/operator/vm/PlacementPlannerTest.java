package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whether a VM moves, wherever it is and whatever was asked for before. It is asked to be on xcp2. */
class PlacementPlannerTest {
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final List<Power> POWERS = List.of(Power.Halted, Power.Running, Power.Paused, Power.Suspended);

    /** What the spec says of the place. */
    private enum Wish {
        NOTHING,
        UNKNOWN_HOST,
        PREFERRED,
        STRICT
    }

    private record Case(
            Wish wish, Power power, boolean there, boolean carriedOut, boolean drivers, boolean fits, Draft draft) {
        boolean moves() {
            return draft.steps().stream().anyMatch(step -> step.action() instanceof PowerAction.Migrate);
        }

        boolean remembers() {
            return draft.steps().stream()
                    .anyMatch(step -> step.action() instanceof SettingAction.SetKey set
                            && set.key().equals(Keys.PLACED));
        }
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (Wish wish : Wish.values()) {
            for (Power power : POWERS) {
                for (boolean there : BOTH) {
                    for (boolean carriedOut : BOTH) {
                        for (boolean drivers : BOTH) {
                            for (boolean fits : BOTH) {
                                all.add(of(wish, power, there, carriedOut, drivers, fits));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Case of(Wish wish, Power power, boolean there, boolean carriedOut, boolean drivers, boolean fits) {
        AVm vm = AVm.ofOurs();
        vm.in(power);
        boolean has = power == Power.Running || power == Power.Paused;
        vm.host = has ? Optional.of((there ? AVm.XCP2 : AVm.XCP1).ref()) : Optional.empty();
        vm.drivers = drivers && power == Power.Running;
        if (carriedOut) {
            vm.own(Keys.PLACED, AVm.XCP2.uuid().value());
        }
        var draft = new Draft("web");
        PlacementPlanner.plan(wanted(wish), vm.facts(), around(fits), draft);
        return new Case(wish, power, there, carriedOut, drivers, fits, draft);
    }

    private static DesiredVm wanted(Wish wish) {
        Wanted wanted = Wanted.running();
        return switch (wish) {
            case NOTHING -> wanted.vm();
            case PREFERRED -> wanted.on(AVm.XCP2, false).vm();
            case STRICT -> wanted.on(AVm.XCP2, true).vm();
            case UNKNOWN_HOST -> {
                wanted.place = Optional.of(
                        new Resolved.Unresolved<>(Hindrance.waits(Reason.ReferenceNotFound, "no such XcpHost")));
                yield wanted.vm();
            }
        };
    }

    private static Surroundings around(boolean fits) {
        HostFacts there = AVm.host("xcp2", fits ? 32 * Bytes.GIB : Bytes.MIB);
        return new Surroundings(
                new ObjectKey("infra", "home"),
                List.of(AVm.XCP1, there),
                Map.of(),
                List.of(),
                Map.of(),
                new Approvals(List.of()),
                Claims.none(),
                true,
                AVm.CAN);
    }

    private static void always(Predicate<Case> when, Predicate<Case> then) {
        List<Case> those = all().stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate()).limit(3)).isEmpty();
    }

    private static boolean asks(Case of) {
        return of.wish() == Wish.PREFERRED || of.wish() == Wish.STRICT;
    }

    @Test
    void nothingIsDoneWhereNoHostIsNamedOrItIsUnknown() {
        always(of -> !asks(of), of -> of.draft().steps().isEmpty());
        always(
                of -> of.wish() == Wish.UNKNOWN_HOST,
                of -> of.draft().hindrances().getFirst().reason() == Reason.ReferenceNotFound);
    }

    /** S15: who moves a VM by hand keeps it there, unless the spec insists. */
    @Test
    void aVmMovesExactlyWhenItRunsElsewhereAndWasNotPlacedYetOrMustBeThere() {
        always(
                _ -> true,
                of -> of.moves()
                        == (asks(of)
                                && of.power() == Power.Running
                                && !of.there()
                                && (of.wish() == Wish.STRICT || !of.carriedOut())
                                && of.drivers()
                                && of.fits()));
    }

    @Test
    void whatCannotMoveThoughItMustSaysWhy() {
        always(
                of -> of.wish() == Wish.STRICT
                        && of.power() == Power.Running
                        && !of.there()
                        && !(of.drivers() && of.fits()),
                of -> of.draft().hindrances().size() == 1);
    }

    @Test
    void whatIsThereIsRememberedOnceAndThenLeftAlone() {
        always(
                of -> asks(of) && of.power() == Power.Running && of.there(),
                of -> of.remembers() != of.carriedOut()
                        && of.draft().hindrances().isEmpty());
    }

    @Test
    void aMoveIsRememberedWithItAndNothingElseIsEverDone() {
        always(Case::moves, of -> of.remembers() != of.carriedOut());
        always(
                _ -> true,
                of -> of.draft().steps().stream()
                        .allMatch(step -> step.action() instanceof SettingAction.SetAffinity
                                || step.action() instanceof PowerAction.Migrate
                                || step.action() instanceof SettingAction.SetKey));
        assertThat(all()).allMatch(of -> of.draft().restart().isEmpty());
    }
}
