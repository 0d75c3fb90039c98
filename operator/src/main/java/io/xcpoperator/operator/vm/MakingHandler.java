package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.errors.BusyException;
import io.xcpoperator.xapi.errors.XapiException;
import java.util.List;

/** Makes a VM, and says whose it is. */
final class MakingHandler {

    private final Attempts attempts;

    MakingHandler(Attempts attempts) {
        this.attempts = attempts;
    }

    void handle(MakingAction action, Round round) {
        var vm = round.calls().vm();
        switch (action) {
            case MakingAction.Clone a -> make(a, round);
            case MakingAction.Mark a -> {
                if (a.replaces()) {
                    vm.removeFromOtherConfig(a.vm(), OwnerMark.KEY);
                }
                vm.addToOtherConfig(a.vm(), OwnerMark.KEY, a.mark());
            }
            case MakingAction.FinishMaking a -> vm.setIsATemplate(a.vm(), false);
            case MakingAction.Unmark a -> PartHandler.gone(() -> vm.removeFromOtherConfig(a.vm(), OwnerMark.KEY));
        }
    }

    /**
     * VM.clone takes no other_config, so the token travels in the name. A request without an answer may be under way
     * with nothing to show yet but its task, or be done: both are looked for before the next.
     */
    private void make(MakingAction.Clone a, Round round) {
        String name = Keys.makingName(a.token());
        if (!attempts.isCertain(a.token())) {
            boolean runs = Traces.unmarked(round.pool().freshView(), List.of("Async.VM.clone", "Async.VM.copy"));
            if (runs || !round.calls().vm().getByNameLabel(name).isEmpty()) {
                throw new Undecided("an earlier request to make the VM may still be under way; looking again");
            }
        }
        attempts.doubtful(a.token());
        var tasks = round.tasks().vm();
        try {
            if (a.copyTo().isPresent()) {
                tasks.copy(a.template(), name, a.copyTo().get());
            } else {
                tasks.clone(a.template(), name);
            }
            attempts.certain(a.token(), round.me().uid());
        } catch (XapiException | BusyException e) {
            attempts.certain(a.token(), round.me().uid()); // a refusal: the pool's, or our own before anything was sent
            throw e;
        }
    }
}
