package io.xcpoperator.operator.platform.inquiry;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.NamespaceSet;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.events.PoolView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an export is made in. Pure.
 *
 * @param pool the XcpPool
 * @param shared namespace of networks and storage
 * @param machines namespace of VMs
 * @param declared resources by the uuid of what they stand for, those of this export included
 */
public record ExportScope(
        PoolView view, ObjectKey pool, String shared, String machines, Map<String, ObjectKey> declared) {
    public ExportScope {
        declared = Map.copyOf(declared);
    }

    /** Whether no resource stands for the object, here or, by its mark, in another cluster. */
    public boolean isUndeclared(String uuid, Map<String, String> otherConfig) {
        return !declared.containsKey(uuid) && OwnerMark.own(otherConfig, uuid).isEmpty();
    }

    /** How a VM's manifest names a network or storage; empty where no resource stands for it. */
    public Optional<Ref> find(String uuid) {
        return Optional.ofNullable(declared.get(uuid)).map(key -> ref(key, machines));
    }

    /** How a manifest of this namespace names the pool. */
    public Ref poolFrom(String namespace) {
        return ref(pool, namespace);
    }

    private static Ref ref(ObjectKey key, String from) {
        return new Ref(key.name(), key.namespace().equals(from) ? null : key.namespace());
    }

    /** Lets the VMs use what is shared, where they are in another namespace. */
    public @Nullable NamespaceSet allowed() {
        return machines.equals(shared) ? null : new NamespaceSet(List.of(machines), null);
    }

    public ObjectMeta metadata(String namespace, String name) {
        return new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
    }

    /** The same, when these have resources too. */
    public ExportScope with(List<Exported> exported) {
        Map<String, ObjectKey> all = new HashMap<>(declared);
        exported.forEach(one -> all.put(one.uuid(), ObjectKey.of(one.manifest())));
        return new ExportScope(view, pool, shared, machines, all);
    }
}
