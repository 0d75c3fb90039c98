package io.xcpoperator.operator.restore;

import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole ordered way to the end, as far as it can be seen. Pure.
 *
 * @param phase how far it is
 * @param verdict how it stands where no step is left to be done
 * @param again when time itself asks for another look
 */
record Plan(List<Step> steps, Phase phase, Verdict verdict, Optional<Instant> again) {
    Plan {
        steps = List.copyOf(steps);
    }

    /** How far it is. */
    enum Phase {
        /** The VM is untouched and unclaimed. */
        PENDING,
        /** The VM is claimed. */
        RUNNING,
        DONE
    }

    static Plan of(List<Step> steps, Phase phase, Verdict verdict) {
        return new Plan(steps, phase, verdict, Optional.empty());
    }
}
