package io.xcpoperator.operator.platform;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.xcpoperator.api.v1alpha1.Ref;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Namespace and name of a Kubernetes object of a known kind; prints as {@code namespace/name}. */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

    public ObjectKey {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    public static ObjectKey of(HasMetadata object) {
        return new ObjectKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    public static ObjectKey of(ResourceID id) {
        return new ObjectKey(id.getNamespace().orElse(""), id.getName());
    }

    /** A reference's target: an absent namespace is the referring object's (design §3.3). */
    public static ObjectKey resolve(@Nullable String namespace, String name, String referringNamespace) {
        return new ObjectKey(namespace == null || namespace.isEmpty() ? referringNamespace : namespace, name);
    }

    public ResourceID toResourceId() {
        return new ResourceID(name, namespace);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }

    /** What a reference in this object names; nothing where there is no reference. */
    public static Stream<ObjectKey> named(@Nullable Ref ref, HasMetadata from) {
        return ref == null
                ? Stream.empty()
                : Stream.of(
                        resolve(ref.namespace(), ref.name(), from.getMetadata().getNamespace()));
    }
}
