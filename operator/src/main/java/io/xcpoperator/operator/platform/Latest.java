package io.xcpoperator.operator.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** A memory that does not grow without end: of more entries than {@link #KEPT} those that were put in first are dropped. */
public final class Latest<K, V> extends LinkedHashMap<K, V> {
    public static final int KEPT = 10_000;

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
    }
}
