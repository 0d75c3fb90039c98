package io.xcpoperator.operator.platform.adopt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a spec says of an object's names and tags; null = not managed. */
public record Wanted(
        @Nullable String nameLabel,
        @Nullable String description,
        @Nullable List<String> tags) {}
