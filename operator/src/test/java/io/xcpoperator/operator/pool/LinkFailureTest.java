package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.xapi.errors.XapiException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a pool is not connected, as its owner and its users read it. */
class LinkFailureTest {
    private static final ObjectKey HOME = new ObjectKey("infra", "home");

    /** Who uses the pool from another namespace does not learn what its Secret is called. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"SESSION_AUTHENTICATION_FAILED", "SESSION_AUTHORIZATION_FAILED", "RBAC_PERMISSION_DENIED"})
    void namesTheSecretToTheOwnerAndThePoolToItsUsers(String code) {
        var error = new XapiException("home", "session.login_with_password", code, List.of());
        var link = new LinkFailure.Link(HOME, "home-login", Instant.EPOCH, true, new Approvals(List.of()));
        LinkFailure failure = LinkFailure.of(error, link);
        assertThat(failure.message()).contains("Secret home-login");
        assertThat(failure.toOthers(HOME))
                .doesNotContain("Secret")
                .doesNotContain("home-login")
                .endsWith("; see kubectl get xpool -n infra home");
    }
}
