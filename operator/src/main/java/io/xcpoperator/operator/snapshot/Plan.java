package io.xcpoperator.operator.snapshot;

import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole ordered way from what is to what shall be, as far as it can be seen. Pure.
 *
 * @param verdict how the snapshot stands where no step is left to be done
 * @param again when time itself asks for another look
 */
record Plan(List<Step> steps, Verdict verdict, Optional<Instant> again) {
    Plan {
        steps = List.copyOf(steps);
    }

    static Plan of(List<Step> steps, Verdict verdict) {
        return new Plan(steps, verdict, Optional.empty());
    }

    Plan again(Instant at) {
        return new Plan(steps, verdict, Optional.of(at));
    }

    boolean takes() {
        return steps.stream().anyMatch(step -> step.action() instanceof Action.Take);
    }

    boolean destroys() {
        return steps.stream()
                .anyMatch(step -> step.action() instanceof Action.Destroy
                        || step.action() instanceof Action.DestroyDisk
                        || step.action() instanceof Action.MarkDisk);
    }

    /** Those that change the pool's snapshot, as a person reads them. */
    String differences() {
        return String.join(
                ", ",
                steps.stream()
                        .filter(step -> !(step.action() instanceof Action.Settle))
                        .map(Step::why)
                        .distinct()
                        .toList());
    }
}
