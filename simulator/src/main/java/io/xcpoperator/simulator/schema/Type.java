package io.xcpoperator.simulator.schema;

import java.util.Set;

/** A type of the data model. */
public sealed interface Type {
    record Text() implements Type {}

    record Whole() implements Type {}

    record Real() implements Type {}

    record Flag() implements Type {}

    record Moment() implements Type {}

    record Enumeration(String name, Set<String> values) implements Type {}

    record Reference(String className) implements Type {}

    record RecordOf(String className) implements Type {}

    record SetOf(Type item) implements Type {}

    record MapOf(Type key, Type value) implements Type {}

    record Optional(Type item) implements Type {}

    record Nothing() implements Type {}
}
