package io.xcpoperator.operator.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T02:14:00Z");

    private static Claims.Holder sunday(Optional<Instant> until) {
        return new Claims.Holder("PatchPlan", new ObjectKey("infra", "sunday"), "u7", until);
    }

    private static Claims power(String text) {
        return Claims.of(Map.of(Claim.VM_POWER.key(), text), "o1", NOW);
    }

    @Test
    void aClaimIsHeldByItsHolderAndSeenByOthers() {
        Claims claims = power(sunday(Optional.empty()).text("o1"));
        assertThat(claims.heldByAnother(Claim.VM_POWER, "u1"))
                .hasValueSatisfying(h -> assertThat(h).hasToString("PatchPlan infra/sunday until it lets go"));
        assertThat(claims.heldByAnother("u1")).isPresent();
        assertThat(claims.heldByAnother(Claim.VM_POWER, "u7")).isEmpty();
        assertThat(claims.heldByAnother("u7")).isEmpty();
        assertThat(claims.heldByAnother(Claim.VM_DISKS, "u1")).isEmpty();
    }

    @Test
    void aClaimEndsWhenItsTimeIsOver() {
        Instant later = NOW.plusSeconds(60);
        assertThat(power(sunday(Optional.of(later)).text("o1")).heldByAnother("u1"))
                .hasValueSatisfying(
                        h -> assertThat(h).hasToString("PatchPlan infra/sunday until 2026-11-01T02:15:00Z"));
        assertThat(power(sunday(Optional.of(NOW)).text("o1")).heldByAnother("u1"))
                .isEmpty();
    }

    @Test
    void aClaimThatACloneInheritedHoldsNothing() {
        assertThat(power(sunday(Optional.empty()).text("another")).heldByAnother("u1"))
                .isEmpty();
        assertThat(power("PatchPlan/infra/sunday/u7").heldByAnother("u1")).isEmpty();
    }

    @Test
    void aClaimThatCannotBeReadStillHolds() {
        assertThat(power("o1/garbled").heldByAnother(Claim.VM_POWER, "u1"))
                .hasValueSatisfying(h -> assertThat(h.toString()).contains("garbled"));
        assertThat(power("o1/PatchPlan/infra/sunday/u7/tomorrow").heldByAnother("u1"))
                .isPresent();
    }
}
