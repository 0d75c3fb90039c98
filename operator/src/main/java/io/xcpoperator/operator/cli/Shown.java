package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Plain;
import io.xcpoperator.operator.platform.gate.ApprovalCommand;
import io.xcpoperator.operator.platform.gate.Approvals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a resource of any of our kinds shows of itself. What is odd in it counts as absent. Pure. */
record Shown(KindName kind, GenericKubernetesResource object) {
    /** A condition as it matters to a reader. */
    record Condition(String type, String status, String reason, String message, String since) {}

    /** A change that waits. */
    record Waiting(String field, String from, String to, String because) {}

    /** A call of a plan. */
    record Call(String call, String on, String why) {}

    ObjectKey key() {
        return ObjectKey.of(object);
    }

    Target target() {
        return new Target(kind, key().name());
    }

    Optional<String> text(Object... path) {
        return Optional.ofNullable(at(path))
                .map(Object::toString)
                .map(Plain::line)
                .filter(text -> !text.isEmpty());
    }

    /** Whether something stands there, be it empty. */
    boolean has(Object... path) {
        return at(path) != null;
    }

    private @Nullable Object at(Object... path) {
        Object at = object.getAdditionalProperties();
        for (Object step : path) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(step);
        }
        return at;
    }

    private Stream<Map<?, ?>> rows(Object... path) {
        return at(path) instanceof Collection<?> all
                ? all.stream().filter(Map.class::isInstance).map(row -> (Map<?, ?>) row)
                : Stream.empty();
    }

    private static String cell(Map<?, ?> row, String name) {
        Object value = row.get(name);
        return value == null ? "" : Plain.line(value.toString());
    }

    List<Condition> conditions() {
        return rows("status", "conditions")
                .map(row -> new Condition(
                        cell(row, "type"),
                        cell(row, "status"),
                        cell(row, "reason"),
                        cell(row, "message"),
                        cell(row, "lastTransitionTime")))
                .toList();
    }

    Optional<Condition> condition(String type) {
        return conditions().stream().filter(c -> c.type().equals(type)).findFirst();
    }

    boolean isTrue(String type) {
        return condition(type).filter(c -> c.status().equals("True")).isPresent();
    }

    String message() {
        return text("status", "message").orElse("");
    }

    /** Whether the status is about the spec as it is now. */
    boolean isCurrent() {
        Long generation = object.getMetadata().getGeneration();
        return at("status", "observedGeneration") instanceof Number seen
                && generation != null
                && seen.longValue() >= generation;
    }

    List<Waiting> pending() {
        return rows("status", "pendingChanges", "changes")
                .map(row -> new Waiting(cell(row, "field"), cell(row, "from"), cell(row, "to"), cell(row, "because")))
                .toList();
    }

    List<Call> plan() {
        return rows("status", "plan", "calls")
                .map(row -> new Call(cell(row, "call"), cell(row, "on"), cell(row, "why")))
                .toList();
    }

    /** Everything it asks a person for: in its message, in its conditions, and for the changes that wait. */
    List<ApprovalCommand> asked() {
        Set<ApprovalCommand> all = new LinkedHashSet<>(ApprovalCommand.in(message()));
        conditions().forEach(c -> all.addAll(ApprovalCommand.in(c.message())));
        if (pending().stream().anyMatch(change -> change.because().equals("ApprovalRequired"))) {
            text("status", "pendingChanges", "hash")
                    .ifPresent(hash -> all.add(new ApprovalCommand(
                            kind.shortName(),
                            key(),
                            kind == KindName.XcpNetwork ? Approvals.OUTAGE : Approvals.RESTART,
                            hash)));
        }
        var once = new ArrayList<ApprovalCommand>();
        for (ApprovalCommand one : all) {
            boolean there = once.stream()
                    .anyMatch(other -> other.object().equals(one.object())
                            && other.approval().equals(one.approval())
                            && other.value().equals(one.value()));
            if (!there) {
                once.add(one);
            }
        }
        return List.copyOf(once);
    }

    /** Whether a command is about this resource. */
    boolean isAbout(ApprovalCommand command) {
        return command.object().equals(key())
                && KindName.find(command.kind()).filter(kind::equals).isPresent();
    }
}
