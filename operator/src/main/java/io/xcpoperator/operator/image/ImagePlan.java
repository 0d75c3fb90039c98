package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.operator.platform.status.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that brings an image to what its spec asks for, in order. Pure.
 *
 * @param hindrance why it does not go on, or what it waits for
 * @param again when it goes on by itself
 */
record ImagePlan(List<Step> steps, Optional<Verdict> hindrance, Optional<Instant> again) {
    ImagePlan {
        steps = List.copyOf(steps);
    }

    static ImagePlan of(List<Step> steps) {
        return new ImagePlan(steps, Optional.empty(), Optional.empty());
    }

    static ImagePlan hindered(Verdict why) {
        return new ImagePlan(List.of(), Optional.of(why), Optional.empty());
    }

    List<PlannedCall> calls() {
        return steps.stream().flatMap(Step::calls).toList();
    }
}
