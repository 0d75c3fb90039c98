package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.operator.platform.Caches;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.InUse;
import io.xcpoperator.operator.platform.events.KindCache;
import io.xcpoperator.operator.platform.events.Waking;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What refers to an XcpPool and keeps it from going. Its XcpHosts do not: they go with it. */
final class Dependents {
    private Dependents() {}

    /** For instance {@code VirtualMachine apps/web}, in order. */
    static List<String> of(ObjectKey pool, Caches caches) {
        return Stream.of(
                        names(
                                caches.virtualMachines(),
                                vm -> vm.getSpec().poolRef(),
                                vm -> InUse.counts(vm, pool),
                                pool),
                        names(
                                caches.networks(),
                                network -> network.getSpec().poolRef(),
                                network -> InUse.counts(
                                        network,
                                        network.getStatus() != null
                                                && network.getStatus().uuid() != null,
                                        pool),
                                pool),
                        names(
                                caches.storageRepositories(),
                                storage -> storage.getSpec().poolRef(),
                                storage -> InUse.counts(
                                        storage,
                                        storage.getStatus() != null
                                                && storage.getStatus().uuid() != null,
                                        pool),
                                pool))
                .flatMap(s -> s)
                .sorted()
                .toList();
    }

    private static <R extends HasMetadata> Stream<String> names(
            KindCache<R> cache, Function<R, Ref> poolRef, Predicate<R> counts, ObjectKey pool) {
        return cache.all()
                .filter(object -> Waking.refersTo(poolRef.apply(object), object, pool) && counts.test(object))
                .map(object -> object.getKind() + " " + ObjectKey.of(object));
    }
}
