package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The next power operation, for every state, every wish and every way to stop. */
class PowerPlannerTest {
    private static final VmRef VM = new VmRef("OpaqueRef:web");

    private record Case(
            Power observed, Power desired, ShutdownMode mode, Optional<HostRef> host, Optional<Action> next) {
        boolean pullsThePlug() {
            return next.filter(DestroyAction.HardShutdown.class::isInstance).isPresent();
        }
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (Power observed : Power.values()) {
            for (Power desired : Power.values()) {
                for (ShutdownMode mode : ShutdownMode.values()) {
                    for (Optional<HostRef> host : List.of(Optional.<HostRef>empty(), Optional.of(AVm.XCP2.ref()))) {
                        var next = PowerPlanner.next(VM, observed, desired, mode, host);
                        all.add(new Case(observed, desired, mode, host, next));
                    }
                }
            }
        }
        return all;
    }

    private static void always(Predicate<Case> when, Predicate<Case> then) {
        List<Case> those = all().stream().filter(when).toList();
        assertThat(those).isNotEmpty();
        assertThat(those.stream().filter(then.negate())).isEmpty();
    }

    private static boolean isKnown(Case of) {
        return of.observed() != Power.Unknown && of.desired() != Power.Unknown;
    }

    @Test
    void nothingIsDoneWhereAllIsWellOrAnythingIsUnknown() {
        always(
                of -> !isKnown(of) || of.observed() == of.desired(),
                of -> of.next().isEmpty());
    }

    @Test
    void everyStateLeadsToEveryOtherInAtMostTwoSteps() {
        always(of -> isKnown(of) && of.observed() != of.desired(), of -> {
            Power between = PowerPlanner.after(of.next().orElseThrow());
            Optional<Action> second = PowerPlanner.next(VM, between, of.desired(), of.mode(), of.host());
            return second.map(PowerPlanner::after).orElse(between) == of.desired();
        });
    }

    /** It may cost data: what a guest has in memory. */
    @Test
    void onlyForcePullsThePlugAndOnlyToHalt() {
        always(Case::pullsThePlug, of -> of.mode() == ShutdownMode.Force && of.desired() == Power.Halted);
    }

    @Test
    void onlyAStrictPlaceBindsAStart() {
        always(of -> of.next().isPresent(), of -> switch (of.next().orElseThrow()) {
            case PowerAction.Start start -> start.on().equals(of.host());
            case PowerAction.Resume resume -> resume.on().equals(of.host());
            case PowerAction.Migrate _, PowerAction.MigrateWithDisks _ -> false;
            default -> true;
        });
    }
}
