package io.xcpoperator.operator.vm;

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
        want.foundPlace()
                .filter(there -> !vm.affinity().equals(Optional.of(there.host())))
                .ifPresent(there -> draft.step(
                        new SettingAction.SetAffinity(vm.ref(), there.host()),
                        "placement.hostRef → " + there.hostName()));
        move(want, vm, around, draft);
    }

    /** The host is known to the pool; now the VM, and its disks, are to be there. */
    private static void move(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        Optional<DesiredVm.Place> place = want.foundPlace();
        boolean alive = vm.running() || vm.power() == Power.Paused;
        boolean elsewhere = place.filter(
                        there -> vm.host().filter(h -> !h.equals(there.host())).isPresent())
                .isPresent();
        boolean carriedOut = place.filter(there -> isCarriedOut(vm, there)).isPresent();
        boolean strict = strict(want).isPresent();
        boolean due = alive && elsewhere && (strict || !carriedOut);
        boolean fetched = vm.stopped() && strict && starts(want);
        new MovePlanner(want, vm, around, draft)
                .plan(place.filter(_ -> (due && vm.running()) || fetched), place.filter(_ -> alive && !due));
    }

    private static boolean starts(DesiredVm want) {
        return want.power().filter(p -> p == Power.Running || p == Power.Paused).isPresent();
    }

    /** A VM that was just made lies where its template does; it is started where it shall be. */
    static void made(DesiredVm want, VmFacts made, Surroundings around, Draft draft) {
        move(want, made, around, draft);
    }

    /**
     * Directly before a start or a resume, which is where a preferred host acts: wherever the pool finds room then, its
     * wish was heard. Only what its disks keep from there is still to be moved.
     */
    static void starts(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        want.foundPlace().filter(there -> !keptByDisks(vm, there, around)).ifPresent(there -> placed(vm, there, draft));
    }

    /** Once it was started. */
    static void started(DesiredVm want, VmFacts vm, Surroundings around, Draft draft) {
        if (want.foundPlace().filter(there -> keptByDisks(vm, there, around)).isPresent()) {
            move(want, vm, around, draft);
        }
    }

    private static boolean keptByDisks(VmFacts vm, DesiredVm.Place there, Surroundings around) {
        return around.host(there.host())
                .filter(host -> !host.reachesDisksOf(vm))
                .isPresent();
    }

    static void placed(VmFacts vm, DesiredVm.Place there, Draft draft) {
        if (!isCarriedOut(vm, there)) {
            draft.step(vm.writeOwn(Keys.PLACED, there.hostUuid()), "remember that placement.hostRef was carried out");
        }
    }

    private static boolean isCarriedOut(VmFacts vm, DesiredVm.Place there) {
        return vm.own(Keys.PLACED).equals(Optional.of(there.hostUuid()));
    }
}
