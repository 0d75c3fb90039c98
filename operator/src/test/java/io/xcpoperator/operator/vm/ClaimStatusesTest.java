package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Claim;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimStatusesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T02:14:00Z");

    @Test
    void whoHoldsTheVmIsShownSinceItWasFirstSeen() {
        Claims claims = Claims.of(
                Map.of(
                        OwnerMark.KEY,
                        AVm.ME.markFor(AVm.UUID).toString(),
                        Keys.MOVING,
                        AVm.UUID + "/0",
                        "xcp-operator.io/claim.vm.power",
                        AVm.UUID + "/PatchPlan/infra/sunday/u7"),
                AVm.UUID,
                NOW);
        List<Claim> first = ClaimStatuses.of(claims, null, NOW);
        assertThat(first)
                .containsExactly(
                        new Claim("vm.power", "PatchPlan/infra/sunday", "2026-11-01T02:14:00Z"),
                        new Claim("vm.placement", "VirtualMachine/" + AVm.ME.key(), "2026-11-01T02:14:00Z"));
        assertThat(ClaimStatuses.of(claims, first, NOW.plusSeconds(60))).isEqualTo(first);
        assertThat(ClaimStatuses.of(Claims.none(), first, NOW)).isNull();
    }
}
