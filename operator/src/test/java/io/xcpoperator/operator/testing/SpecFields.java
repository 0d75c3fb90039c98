package io.xcpoperator.operator.testing;

import io.xcpoperator.api.v1alpha1.ApiField;
import java.util.Set;
import java.util.TreeSet;

/** The paths of a spec's fields, as {@code hostAddresses[].mode}. */
public final class SpecFields {
    private SpecFields() {}

    /** @param known what is in it is not gone into */
    public static Set<String> of(Class<?> spec, Set<String> known) {
        Set<String> paths = new TreeSet<>();
        collect(spec, "", known, paths);
        return paths;
    }

    private static void collect(Class<?> type, String before, Set<String> known, Set<String> paths) {
        for (ApiField field : ApiField.of(type)) {
            String path =
                    before + field.name() + (field.isList() && field.nested().isPresent() ? "[]" : "");
            if (known.contains(path) || field.nested().isEmpty()) {
                paths.add(path);
            } else {
                collect(field.nested().get(), path + ".", known, paths);
            }
        }
    }
}
