package io.xcpoperator.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An approval as it was first seen; that its annotation goes withdraws nothing. */
public record Approval(
        @Field("Annotation without its prefix, as approve-restart")
        String name,

        @Field("What is approved and not used up yet") @Nullable
        String value,

        @Field("When it was first seen, RFC 3339") @Nullable String at,

        @Field(value = "Values that are used up: they never count again", maxItems = 32) @Nullable
        List<String> spent)
        implements ApiRecord {
    public Approval {
        spent = ApiRecord.copy(spent);
    }

    public Approval(String name, @Nullable String value, @Nullable String at) {
        this(name, value, at, null);
    }
}
