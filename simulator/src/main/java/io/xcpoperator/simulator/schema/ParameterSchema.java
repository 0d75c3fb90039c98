package io.xcpoperator.simulator.schema;

import io.xcpoperator.simulator.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a message, the session not counted.
 *
 * @param preset value when it is left out (trailing parameters only); null: it must be given
 */
public record ParameterSchema(
        String name, Type type, @Nullable Value preset) {}
