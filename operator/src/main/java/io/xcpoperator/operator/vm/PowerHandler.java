package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.vm.Action.PowerChange;
import java.util.Map;

/** Power state and host of a VM. */
final class PowerHandler {
    private PowerHandler() {}

    static void handle(PowerChange action, Round round) {
        var vm = round.tasks().vm();
        switch (action) {
            case Action.Start a -> {
                if (a.on().isPresent()) {
                    vm.startOn(a.vm(), a.on().get(), a.paused());
                } else {
                    vm.start(a.vm(), a.paused());
                }
            }
            case Action.CleanShutdown a -> vm.cleanShutdown(a.vm());
            case Action.Suspend a -> vm.suspend(a.vm());
            case Action.Resume a -> {
                if (a.on().isPresent()) {
                    vm.resumeOn(a.vm(), a.on().get(), false);
                } else {
                    vm.resume(a.vm(), false);
                }
            }
            case Action.Pause a -> vm.pause(a.vm());
            case Action.Unpause a -> vm.unpause(a.vm());
            case Action.Migrate a -> vm.poolMigrate(a.vm(), a.host(), Map.of());
        }
    }
}
