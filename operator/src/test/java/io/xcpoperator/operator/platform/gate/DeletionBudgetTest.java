package io.xcpoperator.operator.platform.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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

    private static DeletionBudget.Verdict judge(int done, int waiting, Approval... approvals) {
        return DeletionBudget.judge(
                POOL,
                5,
                Collections.nCopies(done, NOW.minus(Duration.ofMinutes(30))),
                waiting(waiting),
                new Approvals(List.of(approvals)),
                NOW);
    }

    @ParameterizedTest(name = "{0} done and {1} waiting may go on: {2}")
    @CsvSource({"0,1,true", "0,5,true", "4,1,true", "0,6,false", "5,1,false", "3,3,false", "9,0,true"})
    void fiveAnHourAreEnough(int done, int waiting, boolean goes) {
        assertThat(judge(done, waiting) instanceof DeletionBudget.Verdict.Go).isEqualTo(goes);
    }

    @Test
    void saysHowManyAndHowToApprove() {
        assertThat(judge(0, 6))
                .isInstanceOfSatisfying(
                        DeletionBudget.Verdict.Held.class,
                        held -> assertThat(held.message())
                                .isEqualTo(
                                        "6 deletions that destroy VMs in one hour on pool home (limit 5): approve on the XcpPool with xcp-operator.io/approve-deletions="
                                                + held.hash()
                                                + ", or set spec.deletionPolicy to Retain on those to keep"));
    }

    @Test
    void anApprovalCoversWhatItWasGivenForAndNoMore() {
        String hash = DeletionBudget.hash(waiting(6));
        var approval = new Approval(Approvals.DELETIONS, hash, null);
        assertThat(judge(0, 6, approval)).isInstanceOf(DeletionBudget.Verdict.Go.class);
        assertThat(judge(0, 7, approval)).isInstanceOf(DeletionBudget.Verdict.Held.class);
    }

    @Test
    void whatIsOlderThanAnHourDoesNotCount() {
        var verdict = DeletionBudget.judge(
                POOL,
                5,
                Collections.nCopies(9, NOW.minus(Duration.ofMinutes(61))),
                waiting(5),
                new Approvals(List.of()),
                NOW);
        assertThat(verdict).isInstanceOf(DeletionBudget.Verdict.Go.class);
    }
}
