package io.xcpoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value inside a spec or a status. It is written without its null components and read by {@link RecordReader}, which never fails: a component
 * that is not {@code @Nullable} is required, any other reads as null when it is absent or cannot be read.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = RecordReader.class)
public interface ApiRecord {

    /** An unmodifiable copy; null, which says "not managed", stays null. */
    static <T> @Nullable List<T> copy(@Nullable List<T> list) {
        return list == null ? null : List.copyOf(list);
    }

    /** An unmodifiable copy; null, which says "not managed", stays null. */
    static <V> @Nullable Map<String, V> copy(@Nullable Map<String, V> map) {
        return map == null ? null : Map.copyOf(map);
    }
}
