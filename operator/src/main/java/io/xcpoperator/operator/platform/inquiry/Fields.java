package io.xcpoperator.operator.platform.inquiry;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a pool as a manifest takes them; null where it says nothing, because it is the usual or does not fit. Pure. */
public final class Fields {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int LONGEST_TAG = 128;
    private static final int MOST_TAGS = 64;

    private Fields() {}

    public static @Nullable String name(String label) {
        return label.isEmpty() || label.length() > LONGEST_NAME ? null : label;
    }

    public static @Nullable String description(String text) {
        return text.isEmpty() || text.length() > LONGEST_DESCRIPTION ? null : text;
    }

    /** Sorted. */
    public static @Nullable List<String> tags(Collection<String> tags) {
        boolean fit = !tags.isEmpty()
                && tags.size() <= MOST_TAGS
                && tags.stream().allMatch(tag -> !tag.isEmpty() && tag.length() <= LONGEST_TAG);
        return fit ? tags.stream().sorted().toList() : null;
    }

    /** Where it is there, not the usual, and within bounds. */
    public static @Nullable Integer whole(long value, long usual, long least, long most) {
        return value == usual || value < least || value > most ? null : Math.toIntExact(value);
    }
}
