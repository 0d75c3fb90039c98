package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a resource, by its managedFields: the API server keeps for each manager the time of its last change and the
 * fields that are its, not which of them changed. Pure.
 *
 * @param fields as {@code spec.memory.size}, sorted
 */
record Writer(String manager, Instant at, List<String> fields) {
    /** A copy that kubectl keeps of what it applied. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    Writer {
        fields = List.copyOf(fields);
    }

    /** All but those who write status only, the latest first. */
    static List<Writer> of(ObjectMeta metadata) {
        return Stream.ofNullable(metadata.getManagedFields())
                .flatMap(List::stream)
                .filter(entry ->
                        entry.getSubresource() == null || entry.getSubresource().isEmpty())
                .flatMap(entry -> read(entry).stream())
                .sorted(Comparator.comparing(Writer::at).reversed().thenComparing(Writer::manager))
                .toList();
    }

    private static Optional<Writer> read(ManagedFieldsEntry entry) {
        if (entry.getTime() == null || entry.getManager() == null || entry.getFieldsV1() == null) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>();
        leaves("", entry.getFieldsV1().getAdditionalProperties(), fields);
        return Ages.instant(entry.getTime())
                .map(at -> new Writer(
                        entry.getManager(), at, fields.stream().sorted().toList()));
    }

    /** {@code f:} is a field, {@code k:} an element by its key, {@code v:} a value of a set, a dot the thing itself. */
    private static void leaves(String path, @Nullable Object at, List<String> into) {
        Map<?, ?> below = at instanceof Map<?, ?> map ? map : Map.of();
        List<String> inside = below.keySet().stream()
                .map(Object::toString)
                .filter(key -> key.startsWith("f:") || key.startsWith("k:"))
                .toList();
        if (inside.isEmpty()) {
            if (!path.isEmpty() && !path.endsWith(LAST_APPLIED)) {
                into.add(path);
            }
            return;
        }
        for (String key : inside) {
            String name = key.substring(2);
            String next = key.startsWith("k:")
                    ? path + "[" + name.replaceAll("^\\{\"[^\"]*\":\"?|\"?}$", "") + "]"
                    : path.isEmpty() ? name : path + "." + name;
            leaves(next, below.get(key), into);
        }
    }
}
