package io.xcpoperator.simulator.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data model: classes with fields and messages, relations, error codes. Immutable. */
public record Schema(Map<String, ClassSchema> classes, List<Relation> relations, Map<String, List<String>> errors) {

    /** The data model that comes with the simulator (the snapshot {@code main} of its source). */
    public static Schema bundled() {
        return new SchemaReader().read();
    }

    public Optional<ClassSchema> find(String className) {
        return Optional.ofNullable(classes.get(className));
    }

    /** Fails with {@link IllegalArgumentException} when there is no such class. */
    public ClassSchema get(String className) {
        ClassSchema found = classes.get(className);
        if (found == null) {
            throw new IllegalArgumentException("no class " + className);
        }
        return found;
    }
}
