package io.xcpoperator.operator.platform.access;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.pool.AccessRule;
import io.xcpoperator.api.v1alpha1.pool.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what a spec says of access into the null-free values the rules work on. */
public final class SpecAccess {
    private SpecAccess() {}

    public static List<Access.Grant> grants(@Nullable List<AccessRule> rules) {
        return rules == null
                ? List.of()
                : rules.stream()
                        .map(rule -> new Access.Grant(selector(rule.namespaces()), rights(rule.allow())))
                        .toList();
    }

    public static NamespaceSelector selector(@Nullable NamespaceSet set) {
        if (set == null) {
            return NamespaceSelector.nobody();
        }
        LabelSelector selector = set.selector();
        return new NamespaceSelector(
                set.names() == null ? Set.of() : Set.copyOf(set.names()),
                selector == null || selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels(),
                selector == null || selector.getMatchExpressions() == null
                        ? List.of()
                        : selector.getMatchExpressions().stream()
                                .map(SpecAccess::expression)
                                .toList());
    }

    private static NamespaceSelector.Expression expression(LabelSelectorRequirement requirement) {
        return new NamespaceSelector.Expression(
                requirement.getKey(),
                requirement.getOperator(),
                requirement.getValues() == null ? Set.of() : Set.copyOf(requirement.getValues()));
    }

    private static Set<Right> rights(List<Permission> permissions) {
        var rights = EnumSet.noneOf(Right.class);
        for (Permission permission : permissions) {
            switch (permission) {
                case Use -> rights.add(Right.USE);
                case Adopt -> rights.add(Right.ADOPT);
                case Administer -> rights.add(Right.ADMINISTER);
                case Unknown -> {}
            }
        }
        return rights;
    }
}
