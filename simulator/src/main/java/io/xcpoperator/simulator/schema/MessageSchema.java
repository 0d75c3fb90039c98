package io.xcpoperator.simulator.schema;

import java.util.List;

/**
 * One message of a class.
 *
 * @param generated made from a field or class by the data model, so that its behaviour follows from the schema
 * @param async whether {@code Async.CLASS.NAME} exists
 * @param session whether the first parameter is a session
 * @param removed whether it only answers {@code MESSAGE_REMOVED}
 */
public record MessageSchema(
        String className,
        String name,
        List<ParameterSchema> parameters,
        Type result,
        boolean generated,
        boolean async,
        boolean session,
        boolean removed) {

    public String fullName() {
        return className + "." + name;
    }

    /** How many parameters have to be given. */
    public int required() {
        return (int) parameters.stream()
                .filter(parameter -> parameter.preset() == null)
                .count();
    }
}
