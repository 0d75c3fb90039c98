package io.xcpoperator.operator.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Which cluster's operator manages a pool (S8): {@code other_config["xcp-operator.io/manager"] = <cluster id>/<time>}.
 * Claimed with the first resource in Manage, renewed while it lasts.
 */
record ManagerMark(String clusterId, Instant at) {
    static final String KEY = "xcp-operator.io/manager";
    /** A mark this old is renewed with the next look at the pool. */
    static final Duration RENEWED_AFTER = Duration.ofMinutes(4);
    /** A mark this old is of an operator that is no more; three renewals may fail. Clocks differ by less. */
    static final Duration DEAD_AFTER = Duration.ofMinutes(15);

    /** Who may write. */
    sealed interface State {
        record Unclaimed() implements State {}

        record Ours(boolean due) implements State {}

        record OtherDead(ManagerMark mark) implements State {}

        record OtherLive(ManagerMark mark) implements State {}
    }

    static State judge(Map<String, String> otherConfig, String clusterId, Instant now) {
        String text = otherConfig.getOrDefault(KEY, "");
        int slash = text.lastIndexOf('/');
        if (slash <= 0) {
            return new State.Unclaimed();
        }
        ManagerMark mark = new ManagerMark(text.substring(0, slash), MarkTime.read(text.substring(slash + 1)));
        if (mark.clusterId.equals(clusterId)) {
            return new State.Ours(mark.at.isBefore(now.minus(RENEWED_AFTER)));
        }
        return mark.at.isBefore(now.minus(DEAD_AFTER)) ? new State.OtherDead(mark) : new State.OtherLive(mark);
    }

    /** The last moment at which its silence proves nothing. */
    Instant heldUntil() {
        return at.plus(DEAD_AFTER);
    }

    String text() {
        return clusterId + "/" + MarkTime.text(at);
    }
}
