package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.owner.OwnTags;
import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.types.SrRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What another sets differently on a pool, time and again. */
class PoolContestTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final SrRef SR = new SrRef("OpaqueRef:sr");
    private static final PoolAction OURS = new PoolAction.SetKey(OwnTags.KEY, "ours", false, "remember the tags");

    /** One of each that may be undone, and the two that are nobody else's affair. */
    private static final List<PoolAction> ALL = List.of(
            new PoolAction.SetName("Home", "nameLabel \"x\" → \"Home\""),
            new PoolAction.SetDescription("at home", "description"),
            new PoolAction.SetDefaultStorage(SR, "defaultStorageRepositoryRef none → NAS"),
            new PoolAction.SetSuspendStorage(SR, "suspendStorageRepositoryRef none → NAS"),
            new PoolAction.SetMigrationCompression(true, "migrationCompression"),
            new PoolAction.AddTag("lab", "tags + \"lab\""),
            new PoolAction.RemoveTag("old", "tags − \"old\""),
            new PoolAction.SetKey("auto_poweron", "true", true, "autoPowerOn false → true"),
            OURS,
            new PoolAction.Claim(false));

    private static XcpPool resource(long generation) {
        var pool = new XcpPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withUid("uid-1")
                .withGeneration(generation)
                .build());
        return pool;
    }

    private static PoolPlan damped(List<PoolAction> plan, long generation, Contests contests) {
        return PoolPlan.of(plan).without(contests.damping(resource(generation), plan, "", NOW));
    }

    private static void fight(PoolAction action, Contests contests) {
        XcpPool pool = resource(1);
        for (int i = 0; i < Contest.FREE; i++) {
            contests.note(pool, _ -> true, new Contests.Made(List.of(action), new Outcome.Acted(), NOW));
        }
    }

    @Test
    void eachFieldIsLeftToThemForAWhileAndAllElseIsSet() {
        for (PoolAction action : ALL) {
            var contests = new Contests();
            fight(action, contests);
            PoolPlan plan = damped(ALL, 1, contests);
            boolean bookkeeping = action.equals(OURS) || action instanceof PoolAction.Claim;
            Stream<PoolAction> others = ALL.stream().filter(other -> bookkeeping || !other.equals(action));
            assertThat(plan.actions()).as("%s", action).containsExactlyElementsOf(others.toList());
            if (!bookkeeping) {
                assertThat(plan.hindrances())
                        .singleElement()
                        .satisfies(why -> assertThat(why.message())
                                .isEqualTo(
                                        "%s (the pool) was set right 5 times since 2026-05-01T10:00:00Z and is changed again each time; it is left so until 2026-05-01T10:10:00Z: set it in one place only"
                                                .formatted(action.why())));
            }
        }
    }

    @Test
    void anotherSpecBeginsAnew() {
        var contests = new Contests();
        fight(ALL.getFirst(), contests);
        assertThat(damped(ALL, 2, contests).actions()).isEqualTo(ALL);
    }

    @Test
    void theNextRoundIsWhenItIsSetRightAgain() {
        var contests = new Contests();
        fight(ALL.getFirst(), contests);
        assertThat(contests.pace(resource(1), new Outcome.Settled(), NOW.plusSeconds(60)))
                .isEqualTo(new Outcome.Until(Duration.ofMinutes(9), Reason.Contested, "contested"));
        assertThat(contests.pace(resource(1), new Outcome.Acted(), NOW)).isEqualTo(new Outcome.Acted());
        assertThat(contests.pace(resource(2), new Outcome.Settled(), NOW)).isEqualTo(new Outcome.Settled());
    }
}
