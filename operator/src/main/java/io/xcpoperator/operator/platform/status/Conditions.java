package io.xcpoperator.operator.platform.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.xcpoperator.operator.platform.Plain;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as Kubernetes means them, with kstatus's reading of {@code Ready}, {@code Reconciling} and
 * {@code Stalled}: Ready=True is reached, Stalled=True is given up until something changes, anything else is on its way.
 */
public final class Conditions {
    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";
    public static final String CONTESTED = "Contested";
    private static final int LONGEST_MESSAGE = 1024;

    private Conditions() {}

    public static Condition isTrue(String type, Reason reason, String message) {
        return condition(type, "True", reason, message);
    }

    public static Condition isFalse(String type, Reason reason, String message) {
        return condition(type, "False", reason, message);
    }

    public static Condition isUnknown(String type, Reason reason, String message) {
        return condition(type, "Unknown", reason, message);
    }

    /** What of this is a doubt whose the object is, or a fight over what it holds: the first, as a condition. */
    public static Optional<Condition> contested(Collection<Verdict> hindrances) {
        return hindrances.stream()
                .filter(why -> why.reason() == Reason.Contested
                        || why.reason() == Reason.MarkLost
                        || why.reason() == Reason.OwnedByAnother)
                .findFirst()
                .map(why -> isTrue(CONTESTED, why.reason(), why.message()));
    }

    private static Condition condition(String type, String status, Reason reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason.text())
                .withMessage(shortened(message))
                .build();
    }

    /** Merges {@code next} into {@code old} by type; the transition time moves only when the status flips. */
    public static List<Condition> merge(
            @Nullable List<Condition> old, Condition next, long generation, InstantSource clock) {
        var result = new ArrayList<Condition>();
        String since = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        for (Condition c : old == null ? List.<Condition>of() : old) {
            if (!c.getType().equals(next.getType())) {
                result.add(c);
            } else if (Objects.equals(c.getStatus(), next.getStatus()) && c.getLastTransitionTime() != null) {
                since = c.getLastTransitionTime();
            }
        }
        result.add(next.toBuilder()
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build());
        result.sort(Comparator.comparing(Condition::getType));
        return List.copyOf(result);
    }

    /** All conditions of a round: merges {@code next} and drops every type that is not in it. */
    public static List<Condition> replace(
            @Nullable List<Condition> old, Collection<Condition> next, long generation, InstantSource clock) {
        List<Condition> result = old == null ? List.of() : old;
        for (Condition c : next) {
            result = merge(result, c, generation, clock);
        }
        Set<String> kept = Set.copyOf(next.stream().map(Condition::getType).toList());
        return result.stream().filter(c -> kept.contains(c.getType())).toList();
    }

    public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    public static boolean isTrue(@Nullable List<Condition> conditions, String type) {
        return find(conditions, type).filter(c -> "True".equals(c.getStatus())).isPresent();
    }

    /** A message on one line that fits the schema; what is cut off ends in an ellipsis. */
    public static String shortened(String message) {
        String line = Plain.line(message);
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
