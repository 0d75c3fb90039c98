package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Correction;
import java.util.Optional;

/**
 * An action with what a person wants to know of it.
 *
 * @param on the object, by the name a person knows
 * @param why the difference that asks for it
 */
record Step(Action action, String on, String why) implements Correction {
    @Override
    public Optional<String> part() {
        return VmDamping.part(this);
    }

    @Override
    public boolean endsRound() {
        return action.isTask();
    }

    @Override
    public boolean isOfRow() {
        return action instanceof DiskAction || action instanceof NicAction;
    }

    /** Names the step for a hash: without references, so that it is the same before and after things are made. */
    String canonical() {
        return String.join(",", action.calls()) + " " + on + " " + why;
    }
}
