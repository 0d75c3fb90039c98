package io.xcpoperator.operator.platform.status;

import java.util.Optional;

/** A step of a plan, as far as it may be one that somebody else undoes time and again. */
public interface Correction {
    /** The parts that are only asked for begin so: what runs as a task has not come about while it runs or where it failed. */
    String ASKED = "Async.";

    /** The object, by the name a person knows. */
    String on();

    /** The difference that asks for it. */
    String why();

    /** What it sets right, whatever the value; empty for a step that is bookkeeping of ours, or a beginning or an end. */
    Optional<String> part();

    /** Whether the round ends with it: what comes after it in the plan is another round's. */
    default boolean endsRound() {
        return false;
    }

    /** Whether it is one of several at the same thing, of which the later build on the earlier. */
    default boolean isOfRow() {
        return false;
    }
}
