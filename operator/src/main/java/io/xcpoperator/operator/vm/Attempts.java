package io.xcpoperator.operator.vm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creations that this process knows all about: it asked for them itself and knows the answer. Of every other one, after a
 * restart or a cut connection, the pool is searched for traces before anything is made. Forgetting costs a look, never
 * a second object.
 */
final class Attempts {
    private final Set<String> certain = ConcurrentHashMap.newKeySet();

    /** Nothing was asked for before. */
    void certain(String creation) {
        certain.add(creation);
    }

    /** An answer did not come. */
    void doubtful(String creation) {
        certain.remove(creation);
    }

    boolean isCertain(String creation) {
        return certain.contains(creation);
    }
}
