package io.xcpoperator.operator.platform.access;

import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may do what with a pool, and who may use a shared object. Pure. The owner's own namespace has everything. */
public final class Access {
    /** One entry of {@code XcpPool.spec.access}. */
    public record Grant(NamespaceSelector namespaces, Set<Right> rights) {
        public Grant {
            rights = Set.copyOf(rights);
        }
    }

    private Access() {}

    /**
     * Why a namespace may not, in the words of its condition; empty when it may.
     *
     * @param labels the labels of {@code namespace}
     */
    public static Optional<String> toPool(
            ObjectKey pool, List<Grant> grants, Right right, String namespace, Map<String, String> labels) {
        boolean admitted = namespace.equals(pool.namespace())
                || grants.stream()
                        .anyMatch(grant -> grant.rights().contains(right)
                                && grant.namespaces().admits(namespace, labels));
        return admitted
                ? Optional.empty()
                : Optional.of("namespace %s may not %s pool %s; ask its owner to add it to spec.access"
                        .formatted(namespace, right.verb(), pool));
    }

    /**
     * The same for a network, storage repository, disk image or backup repository.
     *
     * @param what the kind as a user says it, for example {@code network}
     */
    public static Optional<String> toShared(
            String what, ObjectKey object, NamespaceSelector allowed, String namespace, Map<String, String> labels) {
        return namespace.equals(object.namespace()) || allowed.admits(namespace, labels)
                ? Optional.empty()
                : Optional.of("namespace %s may not use %s %s; ask its owner to add it to spec.allowedNamespaces"
                        .formatted(namespace, what, object));
    }
}
