package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Follows objects of one kind that no controller of ours has as its primary. */
final class Informer<R extends HasMetadata> implements AutoCloseable {
    private final List<SharedIndexInformer<R>> sources;

    /**
     * Does nothing until started.
     *
     * @param kept what is kept of each object
     * @param changed told of each object that came, changed or went
     */
    Informer(List<? extends Informable<R>> where, UnaryOperator<R> kept, Consumer<R> changed) {
        sources = where.stream()
                .<SharedIndexInformer<R>>map(informable -> {
                    SharedIndexInformer<R> source = informable.runnableInformer(0);
                    source.itemStore(new TransformingItemStore<>(kept));
                    source.addEventHandler(telling(changed));
                    source.exceptionHandler((_, _) -> true); // a bad answer is tried again for ever
                    return source;
                })
                .toList();
    }

    private static <R extends HasMetadata> ResourceEventHandler<R> telling(Consumer<R> changed) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(R object) {
                changed.accept(object);
            }

            @Override
            public void onUpdate(R before, R now) {
                changed.accept(now);
            }

            @Override
            public void onDelete(R object, boolean deletedFinalStateUnknown) {
                changed.accept(object);
            }
        };
    }

    /** Completes when all have synced once. */
    CompletableFuture<Void> start() {
        return CompletableFuture.allOf(
                sources.stream().map(s -> s.start().toCompletableFuture()).toArray(CompletableFuture[]::new));
    }

    /** The object as last seen; the namespace is empty for kinds without one. */
    Optional<R> find(String namespace, String name) {
        String key = Cache.namespaceKeyFunc(namespace, name);
        return sources.stream()
                .map(source -> source.getStore().getByKey(key))
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public void close() {
        sources.forEach(SharedIndexInformer::stop);
    }
}
