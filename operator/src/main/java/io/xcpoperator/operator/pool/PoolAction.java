package io.xcpoperator.operator.pool;

import io.xcpoperator.operator.platform.gate.Annotations;
import io.xcpoperator.operator.platform.status.Correction;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Optional;

/** One change of a pool: one intent, idempotent. */
sealed interface PoolAction extends Correction {
    @Override
    default String on() {
        return "the pool";
    }

    @Override
    default Optional<String> part() {
        return switch (this) {
            case Claim _ -> Optional.empty();
            case SetName _, SetDescription _, SetDefaultStorage _, SetSuspendStorage _, SetMigrationCompression _ ->
                Optional.of(call());
            case AddTag add -> Optional.of(call() + " " + add.tag());
            case RemoveTag remove -> Optional.of(call() + " " + remove.tag());
            case SetKey set -> set.key().startsWith(Annotations.PREFIX) ? Optional.empty() : Optional.of(set.key());
        };
    }

    /** Claims the pool for this cluster, or renews the claim (S8). */
    record Claim() implements PoolAction {
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

    /** Replaces the value of one key of other_config; an empty value takes the key away. */
    record SetKey(String key, String value, boolean present, String why) implements PoolAction {}

    /** The XAPI message. */
    default String call() {
        return switch (this) {
            case Claim _ -> "pool.add_to_other_config";
            case SetName _ -> "pool.set_name_label";
            case SetDescription _ -> "pool.set_name_description";
            case SetDefaultStorage _ -> "pool.set_default_SR";
            case SetSuspendStorage _ -> "pool.set_suspend_image_SR";
            case SetMigrationCompression _ -> "pool.set_migration_compression";
            case AddTag _ -> "pool.add_tags";
            case RemoveTag _ -> "pool.remove_tags";
            case SetKey a -> a.value().isEmpty() ? "pool.remove_from_other_config" : "pool.add_to_other_config";
        };
    }
}
