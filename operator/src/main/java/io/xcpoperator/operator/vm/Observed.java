package io.xcpoperator.operator.vm;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is there. "The pool has no such VM" and "the pool did not answer" are different types. */
sealed interface Observed {
    /**
     * The pool answered.
     *
     * @param identity which VM is ours, if any
     * @param tasks of this resource
     * @param creationUncertain a creation may have been asked for in a way that left no trace yet: an unmarked task of
     *     its kind runs, or an earlier attempt's outcome is unknown
     * @param asked what approvals are asked for, see {@link Questions}
     */
    record Seen(
            Identity identity,
            Surroundings around,
            List<TaskFacts> tasks,
            boolean creationUncertain,
            Map<String, Set<String>> asked)
            implements Observed {
        public Seen {
            asked = Map.copyOf(asked);
            tasks = List.copyOf(tasks);
        }
    }

    /** The pool did not answer, or may not be asked; nothing may be concluded about the VM. */
    record Unreachable(Hindrance why) implements Observed {}
}
