package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatusBuilder;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.platform.status.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An XcpPool's Events: one for each change of its connection. */
class PoolNoticesTest {
    private static final XcpPoolStatus UP = known(Conditions.isTrue("Connected", Reason.Connected, ""));
    private static final XcpPoolStatus AWAY =
            known(Conditions.isFalse("Connected", Reason.PoolUnreachable, "pool home does not answer"));

    private static XcpPoolStatus known(Condition connected) {
        return status("6d579ecc-6a6c-4c45-8cd7-893d42fa8a2a", connected);
    }

    private static XcpPoolStatus status(@Nullable String uuid, Condition... conditions) {
        return XcpPoolStatusBuilder.builder()
                .poolUuid(uuid)
                .conditions(List.of(conditions))
                .build();
    }

    private static List<String> told(@Nullable XcpPoolStatus old, XcpPoolStatus next) {
        return PoolNotices.of(old, next)
                .map(n -> "%s %s: %s".formatted(n.warning() ? "Warning" : "Normal", n.reason(), n.note()))
                .toList();
    }

    @Test
    void lossAndReturnAreEachToldOnce() {
        assertThat(told(UP, AWAY)).containsExactly("Warning PoolUnreachable: pool home does not answer");
        assertThat(told(AWAY, AWAY)).isEmpty();
        assertThat(told(AWAY, UP)).containsExactly("Normal Connected: connected again");
        assertThat(told(UP, UP)).isEmpty();
    }

    @Test
    void whatKeepsItAwayIsToldAgainWhenItIsSomethingElse() {
        XcpPoolStatus other = known(Conditions.isFalse("Connected", Reason.DifferentPool, "another pool answers"));
        assertThat(told(AWAY, other)).containsExactly("Warning DifferentPool: another pool answers");
    }

    @Test
    void theFirstConnectionIsToldAndThatOfARestartedOperatorIsNot() {
        XcpPoolStatus connecting = known(Conditions.isUnknown("Connected", Reason.Connecting, "connecting"));
        assertThat(told(status(null), UP)).containsExactly("Normal Connected: connected");
        assertThat(told(UP, connecting)).isEmpty();
        assertThat(told(connecting, UP)).isEmpty();
        assertThat(told(null, known(Conditions.isFalse("Connected", Reason.PoolNotReady, "no connection was opened"))))
                .as("why is said where the Secret is missing")
                .isEmpty();
    }

    @Test
    void aNewLoginThatIsRefusedIsToldOnce() {
        XcpPoolStatus refused = status(
                UP.poolUuid(),
                Conditions.isTrue("Connected", Reason.Connected, ""),
                Conditions.isTrue("NewLoginRefused", Reason.CredentialsRefused, "the new login is refused"));
        assertThat(told(UP, refused)).containsExactly("Warning CredentialsRefused: the new login is refused");
        assertThat(told(refused, refused)).isEmpty();
    }
}
