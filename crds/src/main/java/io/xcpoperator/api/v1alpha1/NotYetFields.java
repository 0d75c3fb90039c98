package io.xcpoperator.api.v1alpha1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which fields of a spec ask for what this version does not do ({@link NotYet}). */
public final class NotYetFields {
    private NotYetFields() {}

    /** Their paths in the order of the schema, for instance {@code firmware}, {@code disks[root].backup Exclude}. */
    public static List<String> in(ApiRecord spec) {
        var fields = new ArrayList<String>();
        collect("", spec, fields);
        return List.copyOf(fields);
    }

    private static void collect(String path, Object object, List<String> into) {
        for (ApiField field : ApiField.of(object.getClass())) {
            Optional<Object> value = field.valueIn(object);
            if (value.isEmpty()) {
                continue;
            }
            String name = path + field.name();
            NotYet notYet = field.notYet();
            if (notYet != null && asks(notYet, value.get())) {
                into.add(notYet.only().length == 0 ? name : name + " " + value.get());
            } else if (value.get() instanceof List<?> entries) {
                entries.stream()
                        .filter(ApiRecord.class::isInstance)
                        .forEach(entry -> collect(name + "[" + key(field, entry) + "].", entry, into));
            } else if (value.get() instanceof ApiRecord nested) {
                collect(name + ".", nested, into);
            }
        }
    }

    private static boolean asks(NotYet notYet, Object value) {
        if (!notYet.part().isEmpty() || (value instanceof List<?> list && list.isEmpty())) {
            return false;
        }
        String text = String.valueOf(value);
        return notYet.only().length == 0
                ? !text.equals(notYet.unless())
                : Arrays.asList(notYet.only()).contains(text);
    }

    private static String key(ApiField list, Object entry) {
        return ApiField.of(entry.getClass()).stream()
                .filter(field -> field.name().equals(list.about().key()))
                .findFirst()
                .flatMap(field -> field.valueIn(entry))
                .map(String::valueOf)
                .orElse("");
    }
}
