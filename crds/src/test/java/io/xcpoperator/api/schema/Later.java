package io.xcpoperator.api.schema;

import io.xcpoperator.api.v1alpha1.NotYet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a field that this version does not do, or not wholly, in the reference and in {@code kubectl explain}. */
record Later(NotYet mark) {
    static Optional<Later> of(@Nullable NotYet mark) {
        return Optional.ofNullable(mark).map(Later::new);
    }

    /** Whether nothing of it is done. */
    boolean isAll() {
        return mark.only().length == 0 && mark.part().isEmpty();
    }

    /** Without a full stop. */
    String sentence(boolean spec) {
        if (!mark.part().isEmpty()) {
            return "Not done yet: " + mark.part();
        }
        if (mark.only().length > 0) {
            return "Not acted on yet: " + String.join(", ", mark.only());
        }
        return mark.unless().isEmpty() ? nothing(spec) : "Not acted on yet, but for " + mark.unless();
    }

    /** Of what stands below such a field, too. */
    static String nothing(boolean spec) {
        return spec ? "Not acted on yet" : "Not set yet";
    }
}
