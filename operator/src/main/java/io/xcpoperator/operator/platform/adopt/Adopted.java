package io.xcpoperator.operator.platform.adopt;

import io.xcpoperator.operator.platform.pools.PoolHandle;
import io.xcpoperator.operator.platform.pools.PoolLookup;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was seen of the object that a spec's {@code existing} names. */
public sealed interface Adopted {
    /** It is there. */
    record Present(PoolHandle pool, Existing object) implements Adopted {}

    /** The pool answered, and there is none or more than one; once adopted, it is gone. */
    record NotOne(Reason reason, String message) implements Adopted {}

    /** The pool cannot be asked: nothing may be concluded. {@code gone}: there is no XcpPool any more. */
    record CannotTell(Reason reason, String message, boolean gone) implements Adopted {}

    /** The namespace may not use the pool. */
    record Denied(String message) implements Adopted {}

    /**
     * Looks for it.
     *
     * @param pick chooses among what a connected pool has
     * @param knownUuid from status: the object keeps being this one, whatever its name becomes
     */
    static Adopted look(
            PoolLookup lookup,
            Function<PoolHandle, List<Existing>> all,
            Function<List<Existing>, Pick> pick,
            Optional<String> knownUuid) {
        return switch (lookup) {
            case PoolLookup.Denied(String message) -> new Denied(message);
            case PoolLookup.NotReady(Reason reason, String message) ->
                new CannotTell(reason, message, reason == Reason.ReferenceNotFound);
            case PoolLookup.Connected(PoolHandle pool) -> choose(pool, all.apply(pool), pick, knownUuid);
        };
    }

    private static Adopted choose(
            PoolHandle pool, List<Existing> all, Function<List<Existing>, Pick> pick, Optional<String> knownUuid) {
        if (knownUuid.isPresent()) {
            return all.stream()
                    .filter(object -> object.uuid().equals(knownUuid.get()))
                    .findFirst()
                    .<Adopted>map(object -> new Present(pool, object))
                    .orElseGet(() -> new NotOne(
                            Reason.Missing,
                            "%s is gone from pool %s"
                                    .formatted(knownUuid.get(), pool.key().name())));
        }
        return switch (pick.apply(all)) {
            case Pick.Found(Existing object) -> new Present(pool, object);
            case Pick.NotOne(Reason reason, String message) -> new NotOne(reason, message);
        };
    }
}
