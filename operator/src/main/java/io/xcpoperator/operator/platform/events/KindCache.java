package io.xcpoperator.operator.platform.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind, as the one informer of that kind holds them: its controller's. Other features look things up
 * here and hear of changes; they read, and never change what they are given. Event processing starts when every
 * informer has synced, so within a round "not found" is true.
 */
public final class KindCache<R extends HasMetadata> {
    private final Class<R> kind;
    private final List<Consumer<R>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable IndexerResourceCache<R> source;
    private volatile boolean open;

    public KindCache(Class<R> kind) {
        this.kind = kind;
    }

    public Class<R> kind() {
        return kind;
    }

    public Optional<R> find(ObjectKey key) {
        return source().get(key.toResourceId());
    }

    public Stream<R> all() {
        return source().list();
    }

    /** Wiring only: every informer has synced; changes are told from now on. What was there before, its own controller sees. */
    public void open() {
        open = true;
    }

    /** Calls back with the old and the new state of every object that is added, changed or deleted. Must return at once. */
    public void onChange(Consumer<R> listener) {
        listeners.add(listener);
    }

    /** Wiring only: where the objects are. */
    public void attach(IndexerResourceCache<R> cache) {
        source = cache;
    }

    /** Wiring only: an object was added or deleted, or is one of the two states of a change. */
    public void changed(R state) {
        if (open) {
            listeners.forEach(listener -> listener.accept(state));
        }
    }

    private IndexerResourceCache<R> source() {
        IndexerResourceCache<R> attached = source;
        if (attached == null) {
            throw new IllegalStateException("no controller is registered for " + kind.getSimpleName());
        }
        return attached;
    }
}
