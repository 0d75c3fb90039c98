package io.xcpoperator.operator.vm;

import java.util.List;

/**
 * A plan split by what is allowed.
 *
 * @param now to be done, in order
 * @param pending changes that wait, each with its reason
 * @param hash approves the restart that some of them need; empty when none does
 */
record Gated(List<Step> now, List<Change> pending, String hash) {
    Gated {
        now = List.copyOf(now);
        pending = List.copyOf(pending);
    }
}
