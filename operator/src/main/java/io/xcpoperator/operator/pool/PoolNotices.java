package io.xcpoperator.operator.pool;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.operator.platform.kube.Notice;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code kubectl describe} shows of a pool's past: each change of its connection, once. Pure. */
final class PoolNotices {
    private PoolNotices() {}

    /** @param old as the round found it */
    static Stream<Notice> of(@Nullable XcpPoolStatus old, XcpPoolStatus next) {
        Optional<Condition> before = condition(old, PoolReporter.CONNECTED);
        Optional<Condition> now = condition(next, PoolReporter.CONNECTED);
        return Stream.of(
                        now.filter(c -> isFalse(c)
                                        && before.filter(b -> isFalse(b) && isSame(c, b))
                                                .isEmpty())
                                .filter(c -> !Reason.PoolNotReady.text().equals(c.getReason()))
                                .map(PoolNotices::warning),
                        now.filter(c -> isTrue(c)
                                        && before.filter(PoolNotices::isTrue).isEmpty())
                                .filter(_ -> before.filter(PoolNotices::isFalse).isPresent() || isNew(old))
                                .map(_ -> new Notice(
                                        false, "Connected", "Connect", isNew(old) ? "connected" : "connected again")),
                        begun(old, next, PoolReporter.NEW_LOGIN_REFUSED),
                        begun(old, next, Conditions.CONTESTED))
                .flatMap(Optional::stream);
    }

    private static Optional<Notice> begun(@Nullable XcpPoolStatus old, XcpPoolStatus next, String type) {
        return condition(next, type).filter(_ -> condition(old, type).isEmpty()).map(PoolNotices::warning);
    }

    /** After a start of the operator a known pool is connected to as well: nothing has changed. */
    private static boolean isNew(@Nullable XcpPoolStatus old) {
        return old == null || old.poolUuid() == null;
    }

    /** Tells one connection from the next, however old the status is that a round read. */
    static String occasion(@Nullable XcpPoolStatus old) {
        return isNew(old)
                ? "new"
                : condition(old, PoolReporter.CONNECTED)
                        .map(Condition::getLastTransitionTime)
                        .orElse("");
    }

    private static Optional<Condition> condition(@Nullable XcpPoolStatus status, String type) {
        return status == null ? Optional.empty() : Conditions.find(status.conditions(), type);
    }

    private static boolean isTrue(Condition condition) {
        return "True".equals(condition.getStatus());
    }

    private static boolean isFalse(Condition condition) {
        return "False".equals(condition.getStatus());
    }

    private static boolean isSame(Condition one, Condition other) {
        return one.getReason().equals(other.getReason());
    }

    private static Notice warning(Condition condition) {
        return new Notice(true, condition.getReason(), "Connect", condition.getMessage());
    }
}
