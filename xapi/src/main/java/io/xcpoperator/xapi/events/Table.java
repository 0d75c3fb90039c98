package io.xcpoperator.xapi.events;

import io.xcpoperator.xapi.records.XapiRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All objects of one class at one moment, by reference and by {@link IndexKey}. */
record Table(PersistentMap<String, XapiRecord> objects, PersistentMap<IndexKey, Set<String>> index) {
    static Table empty() {
        return new Table(PersistentMap.empty(), PersistentMap.empty());
    }

    @Nullable
    XapiRecord get(String ref) {
        return objects.get(ref);
    }

    List<XapiRecord> find(IndexKey key) {
        Set<String> refs = index.get(key);
        if (refs == null) {
            return List.of();
        }
        List<XapiRecord> found = new ArrayList<>(refs.size());
        for (String ref : refs) {
            XapiRecord object = objects.get(ref);
            if (object != null) {
                found.add(object);
            }
        }
        return found;
    }

    Collection<XapiRecord> all() {
        return objects.values();
    }

    /** The next version, being written by one thread. */
    static final class Editor {
        private final PersistentMap.Editor<String, XapiRecord> objects;
        private final PersistentMap.Editor<IndexKey, Set<String>> index;
        private final Indexing indexing;

        Editor(Table from, Indexing indexing) {
            this.objects = from.objects.edit();
            this.index = from.index.edit();
            this.indexing = indexing;
        }

        @Nullable
        XapiRecord get(String ref) {
            return objects.get(ref);
        }

        /** The object there was before, if any. */
        @Nullable
        XapiRecord put(XapiRecord object) {
            XapiRecord old = objects.put(object.ref().value(), object);
            List<IndexKey> keys = indexing.keysOf(object);
            List<IndexKey> oldKeys = old == null ? List.of() : indexing.keysOf(old);
            if (!keys.equals(oldKeys)) {
                oldKeys.forEach(key -> unlink(key, object.ref().value()));
                keys.forEach(key -> link(key, object.ref().value()));
            }
            return old;
        }

        @Nullable
        XapiRecord remove(String ref) {
            XapiRecord old = objects.remove(ref);
            if (old != null) {
                indexing.keysOf(old).forEach(key -> unlink(key, ref));
            }
            return old;
        }

        Table done() {
            return new Table(objects.done(), index.done());
        }

        private void link(IndexKey key, String ref) {
            Set<String> refs = index.get(key);
            if (refs == null) {
                index.put(key, Set.of(ref));
            } else {
                Set<String> more = new HashSet<>(refs);
                more.add(ref);
                index.put(key, more.size() <= 4 ? Set.copyOf(more) : more);
            }
        }

        private void unlink(IndexKey key, String ref) {
            Set<String> refs = index.get(key);
            if (refs == null || !refs.contains(ref)) {
                return;
            }
            Set<String> fewer = new HashSet<>(refs);
            fewer.remove(ref);
            if (fewer.isEmpty()) {
                index.remove(key);
            } else {
                index.put(key, fewer.size() <= 4 ? Set.copyOf(fewer) : fewer);
            }
        }
    }
}
