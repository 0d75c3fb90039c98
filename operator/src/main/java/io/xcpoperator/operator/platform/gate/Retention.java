package io.xcpoperator.operator.platform.gate;

import io.xcpoperator.api.v1alpha1.DeletionPolicy;
import org.jspecify.annotations.Nullable;

/** What deletionPolicy comes to where a spec says nothing. Pure. */
public final class Retention {
    private Retention() {}

    /** What was adopted is kept, what was made is destroyed; a policy of a newer version keeps. */
    public static boolean destroys(@Nullable DeletionPolicy policy, boolean adopted) {
        return policy == null ? !adopted : policy == DeletionPolicy.Delete;
    }
}
