package io.xcpoperator.xapi.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable map whose next version shares all but the touched buckets, so that one change among 15,000 entries copies a few dozen. */
final class PersistentMap<K, V> {
    private static final int BUCKETS = 256;
    private final List<Map<K, V>> buckets;
    private final int size;

    private PersistentMap(List<Map<K, V>> buckets, int size) {
        this.buckets = buckets;
        this.size = size;
    }

    static <K, V> PersistentMap<K, V> empty() {
        List<Map<K, V>> none = new ArrayList<>(BUCKETS);
        for (int i = 0; i < BUCKETS; i++) {
            none.add(Map.of());
        }
        return new PersistentMap<>(none, 0);
    }

    @Nullable
    V get(K key) {
        return buckets.get(bucket(key)).get(key);
    }

    int size() {
        return size;
    }

    Collection<V> values() {
        List<V> all = new ArrayList<>(size);
        buckets.forEach(bucket -> all.addAll(bucket.values()));
        return all;
    }

    Collection<K> keys() {
        List<K> all = new ArrayList<>(size);
        buckets.forEach(bucket -> all.addAll(bucket.keySet()));
        return all;
    }

    Editor<K, V> edit() {
        return new Editor<>(this);
    }

    private static int bucket(Object key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16 ^ hash >>> 8) & BUCKETS - 1;
    }

    /** Collects changes for the next version; used by one thread, once. */
    static final class Editor<K, V> {
        private final List<Map<K, V>> buckets;
        private final boolean[] copied = new boolean[BUCKETS];
        private int size;

        private Editor(PersistentMap<K, V> from) {
            this.buckets = new ArrayList<>(from.buckets);
            this.size = from.size;
        }

        @Nullable
        V get(K key) {
            return buckets.get(bucket(key)).get(key);
        }

        @Nullable
        V put(K key, V value) {
            V old = writable(key).put(key, value);
            size += old == null ? 1 : 0;
            return old;
        }

        @Nullable
        V remove(K key) {
            if (get(key) == null) {
                return null;
            }
            V old = writable(key).remove(key);
            size--;
            return old;
        }

        PersistentMap<K, V> done() {
            return new PersistentMap<>(buckets, size);
        }

        private Map<K, V> writable(K key) {
            int at = bucket(key);
            if (!copied[at]) {
                buckets.set(at, new HashMap<>(buckets.get(at)));
                copied[at] = true;
            }
            return buckets.get(at);
        }
    }
}
