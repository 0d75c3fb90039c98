package io.xcpoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of an {@link ApiRecord}, as data: what reading, the schema, the reference and the planner's classes of change go by.
 *
 * @param name     as a user spells it
 * @param type     its Java type
 * @param required whether an object without it is refused
 * @param about    what is known of it
 * @param notYet   what of it this version does not do; null = nothing
 * @param component where it is in the record
 */
public record ApiField(
        String name,
        Type type,
        boolean required,
        Field about,
        @Nullable NotYet notYet,
        RecordComponent component) {
    private static final ClassValue<List<ApiField>> FIELDS = new ClassValue<>() {
        @Override
        protected List<ApiField> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(ApiField::of).toList();
        }
    };

    /** The fields of a record in the order they are declared in. */
    public static List<ApiField> of(Class<?> record) {
        return FIELDS.get(record);
    }

    /** The field at a path as {@code memory.max} or {@code disks.size} below a spec; empty if there is none. */
    public static Optional<ApiField> find(Class<?> record, String path) {
        String[] names = path.split("\\.", 2);
        Optional<ApiField> first =
                of(record).stream().filter(f -> f.name.equals(names[0])).findFirst();
        return names.length == 1 ? first : first.flatMap(ApiField::nested).flatMap(r -> find(r, names[1]));
    }

    /** The record that the field holds, by itself or in a list; empty for anything else. */
    public Optional<Class<?>> nested() {
        return element() instanceof Class<?> raw && raw.isRecord() ? Optional.of(raw) : Optional.empty();
    }

    /** The type of a list's entries or a map's values; else the field's own. */
    public Type element() {
        return type instanceof ParameterizedType of
                ? of.getActualTypeArguments()[of.getActualTypeArguments().length - 1]
                : type;
    }

    /** Whether the field holds a list. */
    public boolean isList() {
        return type instanceof ParameterizedType of && of.getRawType() == List.class;
    }

    /** Whether the field holds a map with strings for keys. */
    public boolean isMap() {
        return type instanceof ParameterizedType of && of.getRawType() == Map.class;
    }

    private static ApiField of(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        Field about = component.getAnnotation(Field.class);
        if (about == null) {
            throw new IllegalStateException("@Field is missing on " + component);
        }
        return new ApiField(
                renamed == null ? component.getName() : renamed.value(),
                component.getGenericType(),
                !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                about,
                component.getAnnotation(NotYet.class),
                component);
    }

    /** Its value in an object of the record; empty where it is absent. */
    public Optional<Object> valueIn(Object object) {
        try {
            return Optional.ofNullable(component.getAccessor().invoke(object));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
