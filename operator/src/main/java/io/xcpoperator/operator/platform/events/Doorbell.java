package io.xcpoperator.operator.platform.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.xcpoperator.operator.platform.ObjectKey;
import java.util.Collection;
import java.util.function.Function;

/**
 * Wakes resources of kind {@code P}. Level, not edge: it carries a key and nothing else. A feature hands it to the
 * framework as its event source and connects it to caches and mirrors with a pure mapper each.
 */
public final class Doorbell<P extends HasMetadata> extends SimpleInboundEventSource<P> {
    public Doorbell(String name) {
        super(name);
    }

    public void ring(Collection<ObjectKey> keys) {
        keys.forEach(key -> propagateEvent(key.toResourceId()));
    }

    /** Rings whenever an object of another kind changes, for those the mapper names. */
    public <R extends HasMetadata> Doorbell<P> on(KindCache<R> cache, Function<R, Collection<ObjectKey>> mapper) {
        cache.onChange(state -> ring(mapper.apply(state)));
        return this;
    }

    /** Rings whenever something in a pool changes, for those the mapper names. */
    public Doorbell<P> on(PoolNews news, Function<Touched, Collection<ObjectKey>> mapper) {
        news.subscribe(touched -> ring(mapper.apply(touched)));
        return this;
    }
}
