package io.xcpoperator.operator.vm;

import java.util.Map;

/** Power state and host of a VM. */
final class PowerHandler {
    private PowerHandler() {}

    static void handle(PowerAction action, Round round) {
        var vm = round.tasks().vm();
        switch (action) {
            case PowerAction.Start a -> {
                if (a.on().isPresent()) {
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
            case PowerAction.Migrate a -> vm.poolMigrate(a.vm(), a.host(), Map.of());
        }
    }
}
