package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.types.TaskStatus;

/** Carries out one action, by the handler of its family. */
final class ActionHandler {
    private final MakingHandler making;
    private final PartHandler parts;
    private final SafetyHandler safety;
    private final SeedHandler seeds;

    ActionHandler(Attempts attempts, SafetyHandler safety) {
        this.safety = safety;
        this.making = new MakingHandler(attempts);
        this.parts = new PartHandler(attempts);
        this.seeds = new SeedHandler(attempts);
    }

    void handle(Action action, Round round) {
        try {
            act(action, round);
        } catch (XapiException e) {
            if (action instanceof PowerAction.Start start && !Troubles.passes(e.code())) {
                start.ifRefused().ifPresent(key -> act(key, round));
            }
            if (action instanceof PowerAction.CleanShutdown stop && stop.orForce() && Troubles.guestWillNot(e.code())) {
                act(new DestroyAction.HardShutdown(stop.vm()), round);
                return;
            }
            throw e;
        }
    }

    private void act(Action action, Round round) {
        switch (action) {
            case MakingAction a -> making.handle(a, round);
            case SettingAction a -> SettingHandler.handle(a, round);
            case MachineAction a -> MachineHandler.handle(a, round);
            case DiskAction a -> parts.disks(a, round);
            case SeedAction a -> seeds.handle(a, round);
            case NicAction a -> parts.nics(a, round);
            case PowerAction a -> PowerHandler.handle(a, round);
            case DestroyAction a -> DestroyHandler.handle(a, round);
            case SafetyAction a -> safety.handle(a);
            case TaskAction.Settle a ->
                PartHandler.gone(() -> round.calls().task().destroy(a.task()));
            case TaskAction.GiveUp a ->
                PartHandler.gone(() -> {
                    round.calls().task().setStatus(a.task(), TaskStatus.FAILURE);
                    round.calls().task().destroy(a.task());
                });
            case TaskAction.Cancel a ->
                PartHandler.gone(() -> round.calls().task().cancel(a.task()));
        }
    }
}
