package io.xcpoperator.operator.platform.adopt;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.PlanStatus;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.xapi.events.PoolView;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every kind that stands for existing objects says in its status.
 *
 * @param seen the object, where it was seen and is ours to show
 */
public record AdoptReport(
        long generation,
        String message,
        @Nullable List<Approval> approvals,
        @Nullable PlanStatus plan,
        Optional<Seen> seen,
        List<Condition> round,
        @Nullable List<Condition> before,
        InstantSource clock) {
    /** An object of a pool. */
    public record Seen(PoolView view, String uuid) {}

    /** All conditions of the round, and those the kind adds. */
    public List<Condition> conditions(Condition... more) {
        return Conditions.replace(
                before, Stream.concat(round.stream(), Stream.of(more)).toList(), generation, clock);
    }
}
