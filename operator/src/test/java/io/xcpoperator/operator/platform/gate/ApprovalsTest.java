package io.xcpoperator.operator.platform.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsTest {
    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-05-01T11:00:00Z");

    private static XcpPool annotated(Map<String, String> annotations) {
        var pool = new XcpPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withNamespace("infra")
                .withName("home")
                .withAnnotations(annotations)
                .build());
        return pool;
    }

    @Test
    void keepsItsTimeWhileItIsTheSameAndYieldsToANewOne() {
        List<Approval> latched = List.of(new Approval("approve-restart", "91ce", TEN.toString()));
        assertThat(Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", "91ce")), latched, ELEVEN)
                        .toStatus(Map.of(Approvals.RESTART, Set.of("91ce"))))
                .isEqualTo(latched);
        assertThat(Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", "77ab")), latched, ELEVEN)
                        .find(Approvals.RESTART))
                .hasValue("77ab");
    }

    private static Map<String, Set<String>> asking(String... uuids) {
        return Map.of(Approvals.TAKE_OVER, Set.of(uuids));
    }

    @Test
    void countsOnceForWhatIsAskedForAndNeverAgainThoughItsAnnotationStays() {
        XcpPool object = annotated(Map.of("xcp-operator.io/take-over", "u1"));
        Approvals early = Approvals.of(object, null, TEN);
        assertThat(early.toStatus(asking())).as("nothing asks for it yet").isNull();
        List<Approval> latched = early.toStatus(asking("u1"));
        assertThat(latched).containsExactly(new Approval("take-over", "u1", TEN.toString()));
        assertThat(Approvals.of(annotated(Map.of()), latched, ELEVEN).grants(Approvals.TAKE_OVER, "u1"))
                .as("a vanished annotation withdraws nothing")
                .isTrue();
        assertThat(Approvals.of(object, latched, ELEVEN).toStatus(Map.of()))
                .as("it cannot be told what is asked for")
                .isEqualTo(latched);
        List<Approval> spent = Approvals.of(object, latched, ELEVEN).toStatus(asking());
        assertThat(spent).containsExactly(new Approval("take-over", null, null, List.of("u1")));
        Approvals again = Approvals.of(object, spent, ELEVEN);
        assertThat(again.grants(Approvals.TAKE_OVER, "u1")).isFalse();
        assertThat(again.value(Approvals.TAKE_OVER, "u1")).isEqualTo("u1.2");
        assertThat(again.subjects(Approvals.TAKE_OVER)).containsExactly("u1");
        XcpPool second = annotated(Map.of("xcp-operator.io/take-over", "u1.2"));
        assertThat(Approvals.of(second, spent, ELEVEN).grants(Approvals.TAKE_OVER, "u1"))
                .isTrue();
        List<Approval> relatched = Approvals.of(second, spent, ELEVEN).toStatus(asking("u1"));
        assertThat(Approvals.of(second, relatched, ELEVEN).toStatus(asking()))
                .containsExactly(new Approval("take-over", null, null, List.of("u1", "u1.2")));
    }

    @ParameterizedTest(name = "the annotation {0}={1} approves nothing")
    @CsvSource({
        "xcp-operator.io/approve-everything, x",
        "example.org/approve-restart, x",
        "xcp-operator.io/recreate, ' '"
    })
    void onlyWordsWeKnowWithAValueCount(String annotation, String value) {
        assertThat(Approvals.of(annotated(Map.of(annotation, value)), null, TEN).annotated())
                .isEmpty();
    }

    @Test
    void theCommandCarriesAFieldManagerAndWritesOverAnEarlierApproval() {
        assertThat(Approvals.command("xvm", new ObjectKey("apps", "db"), Approvals.RESTART, "91ce"))
                .isEqualTo(
                        "kubectl annotate --field-manager=xcp --overwrite -n apps xvm db xcp-operator.io/approve-restart=91ce");
    }

    @Test
    void anAnnotationThatNamesNothingAskedForIsIdleAndOneThatIsOfUseOrUsedIsNot() {
        Map<String, Set<String>> asked =
                Map.of(Approvals.RESTART, Set.of("91ce"), Approvals.DELETE_DISK, Set.of("d1", "d2"));
        assertThat(Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", "yes")), null, TEN)
                        .idle(asked))
                .containsExactly("approve-restart=yes");
        assertThat(Approvals.of(
                                annotated(Map.of(
                                        "xcp-operator.io/approve-restart", "91ce",
                                        "xcp-operator.io/approve-delete-disk", "d2",
                                        "xcp-operator.io/abandon", "not told whether it is asked for")),
                                null,
                                TEN)
                        .idle(asked))
                .isEmpty();
        var used = List.of(new Approval("approve-restart", "77ab", TEN.toString(), List.of("66aa")));
        for (String value : List.of("77ab", "66aa")) {
            assertThat(Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", value)), used, TEN)
                            .idle(asked))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}, paused: {1} → {2}")
    @CsvSource({
        ", false, WRITE",
        "Manage, false, WRITE",
        "Manage, true, PAUSED",
        ", true, PAUSED",
        "Observe, false, OBSERVE",
        "Observe, true, OBSERVE",
        "Plan, false, PLAN",
        "Plan, true, PLAN",
        "Unknown, false, OBSERVE",
    })
    void onlyManageThatIsNotPausedWrites(ManagementPolicy policy, boolean paused, ManagementGate expected) {
        ManagementGate gate =
                ManagementGate.of(annotated(paused ? Map.of("xcp-operator.io/paused", "true") : Map.of()), policy);
        assertThat(gate).isEqualTo(expected);
        assertThat(gate.mayWrite()).isEqualTo(expected == ManagementGate.WRITE);
    }

    /** Over every history of four rounds: what grants is asked for and not used up, and used up stays used up. */
    @Test
    void nothingCountsThatIsNotAskedForOrWasUsedUp() {
        List<String> values = List.of("", "u1", "u1.2", "u2");
        for (int history = 0; history < Math.pow(values.size() * 3, 4); history++) {
            List<Approval> status = null;
            int rest = history;
            for (int round = 0; round < 4; round++, rest /= values.size() * 3) {
                String annotation = values.get(rest % values.size());
                Approvals seen = Approvals.of(
                        annotated(annotation.isEmpty() ? Map.of() : Map.of("xcp-operator.io/take-over", annotation)),
                        status,
                        TEN);
                Set<String> spent = spent(status);
                assertThat(spent).doesNotContain(seen.find(Approvals.TAKE_OVER).orElse("none"));
                assertThat(spent).doesNotContain(seen.value(Approvals.TAKE_OVER, "u1"));
                List<String> latched = latched(status);
                int asked = rest / values.size() % 3; // cannot be told, u1, nothing
                status = seen.toStatus(asked == 0 ? Map.of() : asked == 1 ? asking("u1") : asking());
                assertThat(spent(status)).containsAll(spent);
                if (asked == 2) {
                    assertThat(latched(status)).isEmpty();
                    assertThat(spent(status)).containsAll(latched);
                }
            }
        }
    }

    private static List<String> latched(@Nullable List<Approval> status) {
        return new Approvals(status == null ? List.of() : status)
                .find(Approvals.TAKE_OVER).stream().toList();
    }

    private static Set<String> spent(@Nullable List<Approval> status) {
        return status == null || status.getFirst().spent() == null
                ? Set.of()
                : Set.copyOf(status.getFirst().spent());
    }
}
