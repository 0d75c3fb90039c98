package io.xcpoperator.simulator.value;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values that are everywhere; shared, so that a thousand objects of defaults cost little. */
public final class Values {
    public static final Value.Str EMPTY = new Value.Str("");
    public static final Value.Str NO_REF = new Value.Str(Value.NULL_REF);
    public static final Value.Bool TRUE = new Value.Bool(true);
    public static final Value.Bool FALSE = new Value.Bool(false);
    public static final Value.Int ZERO = new Value.Int(0);
    public static final Value.Arr NO_ITEMS = new Value.Arr(List.of());
    public static final Value.Dict NO_MEMBERS = new Value.Dict(Map.of());
    public static final Value.Date NEVER = new Value.Date(Instant.EPOCH);

    private Values() {}
}
