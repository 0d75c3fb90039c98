package io.xcpoperator.simulator.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One class.
 *
 * @param events whether {@code event.from} tells of its changes
 * @param stored whether its objects live in the database
 */
public record ClassSchema(
        String name,
        boolean events,
        boolean stored,
        List<FieldSchema> fields,
        Map<String, FieldSchema> fieldsByName,
        Map<String, MessageSchema> messages) {

    public Optional<FieldSchema> findField(String field) {
        return Optional.ofNullable(fieldsByName.get(field));
    }

    /** Fails with {@link IllegalArgumentException} when the class has no such field. */
    public FieldSchema field(String field) {
        FieldSchema found = fieldsByName.get(field);
        if (found == null) {
            throw new IllegalArgumentException("class " + name + " has no field " + field);
        }
        return found;
    }
}
