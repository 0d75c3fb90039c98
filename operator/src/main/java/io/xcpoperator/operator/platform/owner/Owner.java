package io.xcpoperator.operator.platform.owner;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.operator.platform.ObjectKey;

/**
 * The Kubernetes object on whose behalf we act.
 *
 * @param clusterId configured, or the UID of the namespace kube-system
 * @param key the object's namespace and name
 * @param uid the object's metadata.uid
 */
public record Owner(String clusterId, ObjectKey key, String uid) {
    public static Owner of(String clusterId, HasMetadata object) {
        return new Owner(clusterId, ObjectKey.of(object), object.getMetadata().getUid());
    }

    /** The mark for an XAPI object with this uuid. */
    public OwnerMark markFor(String objectUuid) {
        return new OwnerMark(clusterId, key.namespace(), key.name(), uid, objectUuid);
    }
}
