package io.xcpoperator.simulator.db;

import io.xcpoperator.simulator.value.Value;

/** Keeps what follows from other fields, such as sums and allowed operations. Called under the world's lock. */
public interface ChangeListener {

    default void created(Row row) {}

    /** The field has its new value already. */
    default void changed(Row row, String field, Value before) {}

    /** The object is gone; its fields can still be read. */
    default void destroyed(Row row) {}
}
