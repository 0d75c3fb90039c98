package io.xcpoperator.operator.pool;

import io.xcpoperator.xapi.types.SrRef;

/** One change of a pool: one intent, idempotent. */
sealed interface PoolAction {
    /** The difference that asks for it, in the spec's words. */
    String why();

    /** The XAPI message. */
    String call();

    /** Claims the pool for this cluster, or renews the claim (S8). */
    record Claim() implements PoolAction {
        @Override
        public String why() {
            return "mark the pool as managed by this cluster";
        }

        @Override
        public String call() {
            return "pool.add_to_other_config";
        }
    }

    record SetName(String value, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.set_name_label";
        }
    }

    record SetDescription(String value, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.set_name_description";
        }
    }

    record SetDefaultStorage(SrRef sr, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.set_default_SR";
        }
    }

    record SetSuspendStorage(SrRef sr, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.set_suspend_image_SR";
        }
    }

    record SetMigrationCompression(boolean value, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.set_migration_compression";
        }
    }

    record AddTag(String tag, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.add_tags";
        }
    }

    record RemoveTag(String tag, String why) implements PoolAction {
        @Override
        public String call() {
            return "pool.remove_tags";
        }
    }

    /** Replaces the value of one key of other_config; an empty value takes the key away. */
    record SetKey(String key, String value, boolean present, String why) implements PoolAction {
        @Override
        public String call() {
            return value.isEmpty() ? "pool.remove_from_other_config" : "pool.add_to_other_config";
        }
    }
}
