package io.xcpoperator.operator.platform.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The namespaces somebody admits: by name, or by label. Nothing given admits nobody.
 *
 * @param names exact names
 * @param labels all must be carried; empty (together with {@code expressions}) selects nothing
 * @param expressions as in a Kubernetes label selector; all must hold
 */
public record NamespaceSelector(Set<String> names, Map<String, String> labels, List<Expression> expressions) {
    public NamespaceSelector {
        names = Set.copyOf(names);
        labels = Map.copyOf(labels);
        expressions = List.copyOf(expressions);
    }

    /** One requirement of a label selector. An operator we do not know is never fulfilled. */
    public record Expression(String key, String operator, Set<String> values) {
        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                default -> false; // open set: the words come from a user
            };
        }
    }

    public static NamespaceSelector nobody() {
        return new NamespaceSelector(Set.of(), Map.of(), List.of());
    }

    public static NamespaceSelector named(String... names) {
        return new NamespaceSelector(Set.of(names), Map.of(), List.of());
    }

    /** Whether the namespace with these labels is admitted. */
    public boolean admits(String namespace, Map<String, String> namespaceLabels) {
        return names.contains(namespace) || matches(namespaceLabels);
    }

    private boolean matches(Map<String, String> namespaceLabels) {
        return !(labels.isEmpty() && expressions.isEmpty())
                && namespaceLabels.entrySet().containsAll(labels.entrySet())
                && expressions.stream().allMatch(e -> e.holds(namespaceLabels));
    }
}
