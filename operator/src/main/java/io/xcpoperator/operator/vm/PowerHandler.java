package io.xcpoperator.operator.vm;

import java.util.Map;

/** Power state and host of a VM. A host that is named is asked for first: a refusal then begins nothing. */
final class PowerHandler {
    private PowerHandler() {}

    static void handle(PowerAction action, Round round) {
        var vm = round.tasks().vm();
        switch (action) {
            case PowerAction.Start a -> {
                if (a.on().isPresent()) {
                    round.calls().vm().assertCanBootHere(a.vm(), a.on().get());
                    vm.startOn(a.vm(), a.on().get(), a.paused());
                } else {
                    vm.start(a.vm(), a.paused());
                }
            }
            case PowerAction.CleanShutdown a -> {
                DestroyHandler.requireOurs(a.vm(), round);
                vm.cleanShutdown(a.vm());
            }
            case PowerAction.Suspend a -> vm.suspend(a.vm());
            case PowerAction.Resume a -> {
                if (a.on().isPresent()) {
                    vm.resumeOn(a.vm(), a.on().get(), false);
                } else {
                    vm.resume(a.vm(), false);
                }
            }
            case PowerAction.Pause a -> vm.pause(a.vm());
            case PowerAction.Unpause a -> vm.unpause(a.vm());
            case PowerAction.Migrate a -> {
                round.calls().vm().assertCanBootHere(a.vm(), a.host());
                vm.poolMigrate(
                        a.vm(),
                        a.host(),
                        a.network()
                                .map(network -> Map.of("network", network.value()))
                                .orElse(Map.of()));
            }
            case PowerAction.MigrateWithDisks a -> withDisks(a, round);
        }
    }

    /** The pool is asked first, so that what it refuses has moved nothing; the disks it leaves are destroyed by it (S1). */
    private static void withDisks(PowerAction.MigrateWithDisks a, Round round) {
        DestroyHandler.requireOurs(a.vm(), round);
        Map<String, String> there = round.calls().host().migrateReceive(a.host(), a.network(), Map.of());
        round.calls().vm().assertCanMigrate(a.vm(), there, true, a.disks(), Map.of(), Map.of());
        round.tasks().vm().migrateSend(a.vm(), there, true, a.disks(), Map.of(), Map.of());
    }
}
