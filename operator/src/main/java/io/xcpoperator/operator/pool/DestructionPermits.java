package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.gate.DeletionBudget;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which resources may destroy what they stand for, as the pool's other_config tells:
 * {@code xcp-operator.io/destruction.<resource uid> = <time>}. A permit lasts while its resource is being deleted and
 * counts against the budget for an hour. Pure.
 *
 * @param since by metadata.uid
 */
record DestructionPermits(Map<String, Instant> since) {
    private static final String PREFIX = "xcp-operator.io/destruction.";

    DestructionPermits {
        since = Map.copyOf(since);
    }

    /** @param more what was written and is not seen yet */
    static DestructionPermits of(Map<String, String> otherConfig, Map<String, Instant> more) {
        var since = new TreeMap<>(more);
        otherConfig.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                since.put(key.substring(PREFIX.length()), MarkTime.read(value));
            }
        });
        return new DestructionPermits(since);
    }

    static String key(String resourceUid) {
        return PREFIX + resourceUid;
    }

    boolean has(String resourceUid) {
        return since.containsKey(resourceUid);
    }

    Collection<Instant> times() {
        return since.values();
    }

    Set<String> without(Set<String> deleting) {
        return deleting.stream().filter(uid -> !has(uid)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that neither count any more nor are needed. */
    Set<String> spent(Instant now, Set<String> deleting) {
        return since.entrySet().stream()
                .filter(e -> !e.getValue().isAfter(now.minus(DeletionBudget.WINDOW)) && !deleting.contains(e.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
