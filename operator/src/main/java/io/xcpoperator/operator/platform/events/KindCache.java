package io.xcpoperator.operator.platform.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All objects of one kind, as the one informer of that kind holds them: its controller's. Other features look things up
 * here and hear of changes; they read, and never change what they are given. Event processing starts when every
 * informer has synced, so within a round "not found" is true. Before that a cache is empty: everything is looked at once
 * after the start, so nothing is lost. One whose spec cannot be read is hidden: no feature need think of it.
 */
public final class KindCache<R extends HasMetadata> {
    private static final Logger log = LoggerFactory.getLogger(KindCache.class);

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
        return held(key).filter(KindCache::isReadable);
    }

    /** It is there, but nothing can be told of it: not the same as absent. */
    public boolean isUnreadable(ObjectKey key) {
        return held(key).filter(object -> !isReadable(object)).isPresent();
    }

    /** False for an object whose spec was stored through an older or a newer CRD and reads as null. */
    public static boolean isReadable(HasMetadata object) {
        return !(object instanceof CustomResource<?, ?> custom) || custom.getSpec() != null;
    }

    private Optional<R> held(ObjectKey key) {
        return source().flatMap(cache -> cache.get(key.toResourceId()));
    }

    public Stream<R> all() {
        return source().stream().flatMap(IndexerResourceCache::list).filter(KindCache::isReadable);
    }

    /** Names of those in a namespace, sorted. */
    public SortedSet<String> namesIn(String namespace) {
        return all().map(ObjectKey::of)
                .filter(key -> key.namespace().equals(namespace))
                .map(ObjectKey::name)
                .collect(Collectors.toCollection(TreeSet::new));
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
        if (open && isReadable(state)) {
            listeners.forEach(listener -> tell(listener, state));
        }
    }

    /** This runs within the informer of the kind: what a listener throws would cost the kind's own controller the event. */
    private void tell(Consumer<R> listener, R state) {
        try {
            listener.accept(state);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("kind", kind.getSimpleName())
                    .addKeyValue("object", ObjectKey.of(state))
                    .setCause(e)
                    .log("a change was not passed on");
        }
    }

    private Optional<IndexerResourceCache<R>> source() {
        return open ? Optional.ofNullable(source) : Optional.empty();
    }
}
