package io.xcpoperator.operator.vm;

import java.util.List;

/**
 * A plan split by what is allowed.
 *
 * @param allowed what would be done now if the policy were to write, in order
 * @param now to be done, in order: all that is allowed, or nothing
 * @param pending changes that wait, each with its reason
 * @param hash approves the restart that some of them need; empty when none does
 */
record Gated(List<Step> allowed, List<Step> now, List<Change> pending, String hash) {
    Gated {
        allowed = List.copyOf(allowed);
        now = List.copyOf(now);
        pending = List.copyOf(pending);
    }
}
