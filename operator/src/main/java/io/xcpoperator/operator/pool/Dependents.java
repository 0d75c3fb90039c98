package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.events.Waking;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What refers to an XcpPool and keeps it from going. Its XcpHosts do not: they go with it. */
final class Dependents {
    private Dependents() {}

    /** For instance {@code VirtualMachine apps/web}, in order. */
    static List<String> of(ObjectKey pool, Caches caches) {
        return Stream.of(
                        names(caches.virtualMachines(), vm -> vm.getSpec().poolRef(), pool),
                        names(caches.networks(), network -> network.getSpec().poolRef(), pool),
                        names(
                                caches.storageRepositories(),
                                storage -> storage.getSpec().poolRef(),
                                pool))
                .flatMap(s -> s)
                .sorted()
                .toList();
    }

    private static <R extends HasMetadata> Stream<String> names(
            KindCache<R> cache, Function<R, Ref> poolRef, ObjectKey pool) {
        return cache.all()
                .filter(object -> Waking.refersTo(poolRef.apply(object), object, pool))
                .map(object -> object.getKind() + " " + ObjectKey.of(object));
    }
}
