package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole ordered way from what is to what shall be, as far as it can be seen. Pure.
 *
 * @param steps what may be done as the VM is now
 * @param restart what needs it stopped; its steps come after {@code steps}
 * @param nextBoot what is written already and waits for the guest's next start
 * @param hindrances what is not planned, and why
 */
record Plan(List<Step> steps, Optional<Restart> restart, List<Change> nextBoot, List<Hindrance> hindrances) {
    Plan {
        steps = List.copyOf(steps);
        nextBoot = List.copyOf(nextBoot);
        hindrances = List.copyOf(hindrances);
    }

    static Plan waiting(Hindrance why) {
        return new Plan(List.of(), Optional.empty(), List.of(), List.of(why));
    }

    static Plan of(List<Step> steps) {
        return new Plan(steps, Optional.empty(), List.of(), List.of());
    }

    static Plan done() {
        return of(List.of());
    }

    /** Nothing to do and nothing in the way. */
    boolean isDone() {
        return steps.isEmpty() && restart.isEmpty() && hindrances.isEmpty();
    }

    /** Every step there is, the restart's included. */
    List<Step> all() {
        return Stream.concat(steps.stream(), restart.stream().flatMap(r -> r.steps().stream()))
                .toList();
    }

    /** SHA-256 over the canonical steps, without references, times and tasks. */
    String hash() {
        return Approvals.hash(all().stream().map(Step::canonical).toList());
    }
}
