package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that brings a storage repository to what its spec asks for, in order. Pure.
 *
 * @param format what a person approves before the step that writes to a device or LUN; empty: nothing asks for it
 * @param hindrances why something of the spec is in no step
 */
record StoragePlan(List<Step> steps, Optional<Format> format, List<Verdict> hindrances) {
    /**
     * An approval to format.
     *
     * @param subject for instance {@code home-5c1d22aa:/dev/disk/by-id/nvme-1}
     * @param message without the command
     */
    record Format(String subject, String message) {}

    StoragePlan {
        steps = List.copyOf(steps);
        hindrances = List.copyOf(hindrances);
    }

    static StoragePlan of(List<Step> steps) {
        return new StoragePlan(steps, Optional.empty(), List.of());
    }

    static StoragePlan hindered(Verdict why) {
        return new StoragePlan(List.of(), Optional.empty(), List.of(why));
    }

    List<PlannedCall> calls() {
        return steps.stream().flatMap(Step::calls).toList();
    }

    /** Whether all is as the spec asks. Tasks that ended are cleared away whatever the spec says. */
    boolean isEmpty() {
        return steps.stream().allMatch(step -> step.action() instanceof StorageAction.Settle);
    }

    StoragePlan without(Damping contested) {
        return contested.isEmpty() ? this : new StoragePlan(contested.rest(steps), format, contested.with(hindrances));
    }

    StoragePlan after(List<Step> first) {
        return first.isEmpty()
                ? this
                : new StoragePlan(Stream.concat(first.stream(), steps.stream()).toList(), format, hindrances);
    }
}
