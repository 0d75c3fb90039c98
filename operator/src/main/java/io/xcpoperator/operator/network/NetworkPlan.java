package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.PlannedCall;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that brings a network to what its spec asks for, in order. Pure.
 *
 * @param steps those that interrupt nobody
 * @param outage those that do, after the others
 * @param hindrances why something of the spec is in no step
 */
record NetworkPlan(List<Step> steps, Optional<Outage> outage, List<Verdict> hindrances) {
    NetworkPlan {
        steps = List.copyOf(steps);
        hindrances = List.copyOf(hindrances);
    }

    static NetworkPlan hindered(Verdict why) {
        return new NetworkPlan(List.of(), Optional.empty(), List.of(why));
    }

    /**
     * The rest of it. What of an outage is undone is asked for anew, and so is left as it is. The address of an
     * interface that is not made now waits with it.
     */
    NetworkPlan without(Damping contested) {
        if (contested.isEmpty()) {
            return this;
        }
        List<Step> rest = contested.rest(steps);
        boolean made =
                rest.stream().filter(step -> step.action().makesInterfaces()).count()
                        == steps.stream()
                                .filter(step -> step.action().makesInterfaces())
                                .count();
        return new NetworkPlan(
                rest.stream()
                        .filter(step -> made || !step.action().isOnNewInterface())
                        .toList(),
                outage,
                contested.with(hindrances));
    }

    Stream<Step> all() {
        return Stream.concat(steps.stream(), outage.stream().flatMap(o -> o.steps().stream()));
    }

    List<PlannedCall> calls() {
        return all().flatMap(Step::calls).toList();
    }

    boolean isEmpty() {
        return steps.isEmpty() && outage.isEmpty();
    }
}
