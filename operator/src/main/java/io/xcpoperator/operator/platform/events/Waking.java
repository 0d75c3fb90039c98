package io.xcpoperator.operator.platform.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which resources a change in a pool concerns. Pure. */
public final class Waking {
    private Waking() {}

    /**
     * Those of the pool that stand for a touched object, and those that stand for none yet: one of their class may have
     * come.
     */
    public static <R extends HasMetadata> List<ObjectKey> of(
            Touched touched,
            XapiClass type,
            Stream<R> resources,
            Function<R, Ref> poolRef,
            Function<R, @Nullable String> uuid) {
        boolean anyOfType = touched.whole() || touched.of(type).findAny().isPresent();
        if (!anyOfType) {
            return List.of();
        }
        return resources
                .filter(resource -> refersTo(poolRef.apply(resource), resource, touched.pool()))
                .filter(resource -> {
                    String known = uuid.apply(resource);
                    return known == null || touched.concerns(type, known);
                })
                .map(ObjectKey::of)
                .toList();
    }

    /** Whether a poolRef of this object means this pool. */
    public static boolean refersTo(@Nullable Ref poolRef, HasMetadata from, ObjectKey pool) {
        return poolRef != null
                && ObjectKey.resolve(
                                poolRef.namespace(),
                                poolRef.name(),
                                from.getMetadata().getNamespace())
                        .equals(pool);
    }
}
