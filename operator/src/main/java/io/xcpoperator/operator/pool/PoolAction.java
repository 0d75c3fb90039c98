package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.gate.Annotations;
import io.xcpoperator.operator.platform.status.Correction;
import io.xcpoperator.xapi.types.SrRef;
import java.util.List;
import java.util.Optional;

/** One change of a pool: one intent, idempotent. */
sealed interface PoolAction extends Correction {
    String ADD = "pool.add_to_other_config";
    String REMOVE = "pool.remove_from_other_config";

    @Override
    default String on() {
        return "the pool";
    }

    @Override
    default Optional<String> part() {
        return switch (this) {
            case Claim _ -> Optional.empty();
            case SetName _, SetDescription _, SetDefaultStorage _, SetSuspendStorage _, SetMigrationCompression _ ->
                Optional.of(calls().getLast());
            case AddTag add -> Optional.of(calls().getLast() + " " + add.tag());
            case RemoveTag remove -> Optional.of(calls().getLast() + " " + remove.tag());
            case SetKey set -> set.key().startsWith(Annotations.PREFIX) ? Optional.empty() : Optional.of(set.key());
        };
    }

    /** Claims the pool for this cluster, or renews the claim (S8), in place of what stands there. */
    record Claim(boolean replaces) implements PoolAction {
        @Override
        public String why() {
            return "mark the pool as managed by this cluster";
        }
    }

    record SetName(String value, String why) implements PoolAction {}

    record SetDescription(String value, String why) implements PoolAction {}

    record SetDefaultStorage(SrRef sr, String why) implements PoolAction {}

    record SetSuspendStorage(SrRef sr, String why) implements PoolAction {}

    record SetMigrationCompression(boolean value, String why) implements PoolAction {}

    record AddTag(String tag, String why) implements PoolAction {}

    record RemoveTag(String tag, String why) implements PoolAction {}

    /** The value of one key of other_config; an empty value takes away the key that is there. */
    record SetKey(String key, String value, boolean present, String why) implements PoolAction {}

    /** The XAPI messages it sends, in order. */
    default List<String> calls() {
        return switch (this) {
            case Claim a -> writing(a.replaces());
            case SetName _ -> List.of("pool.set_name_label");
            case SetDescription _ -> List.of("pool.set_name_description");
            case SetDefaultStorage _ -> List.of("pool.set_default_SR");
            case SetSuspendStorage _ -> List.of("pool.set_suspend_image_SR");
            case SetMigrationCompression _ -> List.of("pool.set_migration_compression");
            case AddTag _ -> List.of("pool.add_tags");
            case RemoveTag _ -> List.of("pool.remove_tags");
            case SetKey a -> a.value().isEmpty() ? List.of(REMOVE) : writing(a.present());
        };
    }

    private static List<String> writing(boolean replaces) {
        return replaces ? List.of(REMOVE, ADD) : List.of(ADD);
    }
}
