package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import java.util.Optional;

/**
 * Where the VM runs. A preferred host acts at start and when the spec names another one; {@link Keys#PLACED} tells
 * which was carried out last, so that a VM moved by a person stays where it is (S15). A strict host always acts. Pure.
 */
final class PlacementPlanner {
    private PlacementPlanner() {}

    /** What a start would be told: only a strict host binds it. */
    static Optional<DesiredVm.Place> strict(DesiredVm want) {
        return want.foundPlace().filter(DesiredVm.Place::strict);
    }

    static void plan(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        want.place().flatMap(Resolved::problem).ifPresent(draft::hindered);
        Optional<DesiredVm.Place> place = want.foundPlace();
        if (place.isEmpty()) {
            return;
        }
        DesiredVm.Place there = place.get();
        if (!vm.affinity().equals(Optional.of(there.host()))) {
            draft.step(
                    new SettingAction.SetAffinity(vm.ref(), there.host()), "placement.hostRef → " + there.hostName());
        }
        boolean running = vm.running() || vm.power() == Power.Paused;
        boolean moved =
                running && vm.host().filter(h -> !h.equals(there.host())).isPresent();
        boolean carriedOut = vm.own(Keys.PLACED).equals(Optional.of(there.hostUuid()));
        if (moved && (there.strict() || !carriedOut)) {
            migrate(vm, around, there, draft);
        } else if (running && !carriedOut) {
            placed(vm, there, draft);
        }
    }

    /** Once a VM was started its placement is carried out, on whatever host XAPI found. */
    static void started(DesiredVm want, VmFacts vm, Draft draft) {
        want.foundPlace()
                .filter(there -> !vm.own(Keys.PLACED).equals(Optional.of(there.hostUuid())))
                .ifPresent(there -> placed(vm, there, draft));
    }

    private static void migrate(VmFacts vm, Surroundings around, DesiredVm.Place there, Draft draft) {
        Optional<Hindrance> misfit = around.host(there.host()).flatMap(host -> HostFit.misfit(vm, host));
        String from = vm.host().flatMap(around::host).map(HostFacts::name).orElse("elsewhere");
        String why = "placement.hostRef " + from + " → " + there.hostName();
        if (misfit.isPresent()) {
            draft.hindered(misfit.get());
        } else if (vm.running() && !vm.guest().drivers()) {
            draft.hindered(Hindrance.waits(
                    Reason.GuestError, "moving to " + there.hostName() + " waits for the guest's Xen drivers"));
        } else if (vm.running()) {
            draft.step(new PowerAction.Migrate(vm.ref(), there.host()), why);
            placed(vm, there, draft);
        }
    }

    private static void placed(VmFacts vm, DesiredVm.Place there, Draft draft) {
        draft.step(vm.writeOwn(Keys.PLACED, there.hostUuid()), "remember that placement.hostRef was carried out");
    }
}
