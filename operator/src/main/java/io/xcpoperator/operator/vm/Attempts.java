package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.Latest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Creations that this process knows all about: it asked for them itself and knows the answer. Of every other one, after a
 * restart or a cut connection, the pool is searched for traces before anything is made. Forgetting costs a look, never
 * a second object, so only the latest are kept.
 */
final class Attempts {
    private final Lock lock = new ReentrantLock();
    /** By creation, the uid of the resource. */
    private final Map<String, String> certain = new Latest<>();
    /** By uid, the token under which a VM was asked for. */
    private final Map<String, String> tokens = new Latest<>();

    /** A VM will be asked for under this token, and was not before. */
    void reserve(String uid, String token) {
        lock.lock();
        try {
            tokens.put(uid, token);
            certain.put(token, uid);
        } finally {
            lock.unlock();
        }
    }

    /** The token of a creation that is not known to have ended, whatever became of it in status. */
    Optional<String> reserved(String uid) {
        lock.lock();
        try {
            return Optional.ofNullable(tokens.get(uid));
        } finally {
            lock.unlock();
        }
    }

    /** Its answer came, or nothing was asked for. */
    void certain(String creation, String uid) {
        lock.lock();
        try {
            certain.put(creation, uid);
        } finally {
            lock.unlock();
        }
    }

    /** An answer did not come. */
    void doubtful(String creation) {
        lock.lock();
        try {
            certain.remove(creation);
        } finally {
            lock.unlock();
        }
    }

    boolean isCertain(String creation) {
        lock.lock();
        try {
            return certain.containsKey(creation);
        } finally {
            lock.unlock();
        }
    }

    /** All that the resource asked for is there and marked, or the resource is gone. */
    void forget(String uid) {
        lock.lock();
        try {
            tokens.remove(uid);
            certain.values().removeIf(uid::equals);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return certain.size() + tokens.size();
        } finally {
            lock.unlock();
        }
    }
}
