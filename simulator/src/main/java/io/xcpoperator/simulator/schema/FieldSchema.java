package io.xcpoperator.simulator.schema;

import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import org.jspecify.annotations.Nullable;

/**
 * One field of a class.
 *
 * @param index its place in an object's values
 * @param qualifier who may write it
 * @param preset value when a create record leaves it out; null: the record must have it (for a RO field: none declared)
 */
public record FieldSchema(
        String name,
        int index,
        Type type,
        Qualifier qualifier,
        @Nullable Value preset) {
    public enum Qualifier {
        RW,
        STATIC,
        RO
    }

    /** Whether a create record must have it. */
    public boolean required() {
        return qualifier != Qualifier.RO && preset == null;
    }

    /** Whether a create record may have it. */
    public boolean creatable() {
        return qualifier != Qualifier.RO;
    }

    /** The value a new object starts with when nobody gives one. */
    public Value initial() {
        return preset != null ? preset : blank(type);
    }

    private static Value blank(Type type) {
        return switch (type) {
            case Type.Text _, Type.Nothing _ -> Values.EMPTY;
            case Type.Whole _ -> Values.ZERO;
            case Type.Real _ -> Value.of(0.0);
            case Type.Flag _ -> Values.FALSE;
            case Type.Moment _ -> Values.NEVER;
            case Type.Enumeration(var _, var values) ->
                values.isEmpty() ? Values.EMPTY : Value.of(values.iterator().next());
            case Type.Reference _ -> Values.NO_REF;
            case Type.RecordOf _, Type.MapOf _ -> Values.NO_MEMBERS;
            case Type.SetOf _ -> Values.NO_ITEMS;
            case Type.Optional _ -> new Value.Nil();
        };
    }
}
