package io.xcpoperator.operator.platform.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionBudgetTest {
    private static final ObjectKey POOL = new ObjectKey("infra", "home");
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    private static Set<String> waiting(int count) {
        return IntStream.range(0, count).mapToObj(i -> "uid-" + i).collect(Collectors.toSet());
    }

    private static Optional<DeletionBudget.Verdict.Held> held(int done, int waiting, Approval... approvals) {
        return DeletionBudget.excess(
                        5, Collections.nCopies(done, NOW.minus(Duration.ofMinutes(30))), waiting(waiting), NOW)
                .flatMap(excess -> excess.held(POOL, new Approvals(List.of(approvals))));
    }

    @ParameterizedTest(name = "{0} done and {1} waiting may go on: {2}")
    @CsvSource({"0,1,true", "0,5,true", "4,1,true", "0,6,false", "5,1,false", "3,3,false", "9,0,true"})
    void fiveAnHourAreEnough(int done, int waiting, boolean goes) {
        assertThat(held(done, waiting).isEmpty()).isEqualTo(goes);
    }

    @Test
    void saysHowManyAndHowToApprove() {
        assertThat(held(0, 6).orElseThrow().message())
                .isEqualTo(
                        "6 deletions that destroy something wait on pool home (0 within the hour before, limit 5): to"
                                + " let all of them go: kubectl annotate --field-manager=xcp --overwrite -n "
                                + POOL.namespace() + " xpool home xcp-operator.io/approve-deletions="
                                + DeletionBudget.hash(waiting(6))
                                + "; or set spec.deletionPolicy to Retain on those to keep");
        assertThat(held(5, 1).orElseThrow().message())
                .startsWith(
                        "1 deletion that destroys something waits on pool home (5 within the hour before, limit 5, room at 2026-05-01T10:30:00Z): to"
                                + " let it go: ");
    }

    /** The oldest leave the hour first. */
    @Test
    void saysWhenThereIsRoomForAll() {
        List<Instant> done = IntStream.of(50, 10, 40, 30)
                .mapToObj(minutes -> NOW.minus(Duration.ofMinutes(minutes)))
                .toList();
        assertThat(DeletionBudget.excess(5, done, waiting(2), NOW).orElseThrow().room())
                .contains(NOW.plus(Duration.ofMinutes(10)));
        assertThat(DeletionBudget.excess(5, done, waiting(4), NOW).orElseThrow().room())
                .contains(NOW.plus(Duration.ofMinutes(30)));
        assertThat(DeletionBudget.excess(5, done, waiting(6), NOW).orElseThrow().room())
                .as("more than an hour ever has")
                .isEmpty();
    }

    @Test
    void anApprovalCoversWhatItWasGivenForAndNoMore() {
        String hash = DeletionBudget.hash(waiting(6));
        var approval = new Approval(Approvals.DELETIONS, hash, null);
        assertThat(held(0, 6, approval)).isEmpty();
        assertThat(held(0, 7, approval)).isPresent();
    }

    @Test
    void oneThatIsUsedUpCoversNothingAndTheMessageSaysWhatDoes() {
        String hash = DeletionBudget.hash(waiting(6));
        var spent = new Approval(Approvals.DELETIONS, null, null, List.of(hash));
        assertThat(held(0, 6, spent).orElseThrow().message()).contains("approve-deletions=" + hash + ".2;");
        assertThat(held(0, 6, new Approval(Approvals.DELETIONS, hash + ".2", null, List.of(hash))))
                .isEmpty();
    }

    @Test
    void whatIsOlderThanAnHourDoesNotCount() {
        assertThat(DeletionBudget.excess(5, Collections.nCopies(9, NOW.minus(Duration.ofMinutes(61))), waiting(5), NOW))
                .isEmpty();
    }

    /** Whatever was done and waits, no more than the limit passes in an hour without a person who named exactly these. */
    @Test
    void neverPassesMoreThanTheLimitUnapproved() {
        var others = new Approval(Approvals.DELETIONS, DeletionBudget.hash(waiting(99)), null);
        for (int done = 0; done <= 7; done++) {
            for (int waiting = 0; waiting <= 7; waiting++) {
                var these = new Approval(Approvals.DELETIONS, DeletionBudget.hash(waiting(waiting)), null);
                boolean fits = waiting == 0 || done + waiting <= 5;
                assertThat(held(done, waiting).isEmpty())
                        .as("%d done, %d wait", done, waiting)
                        .isEqualTo(fits);
                assertThat(held(done, waiting, others).isEmpty()).isEqualTo(fits);
                assertThat(held(done, waiting, these)).isEmpty();
            }
        }
    }
}
