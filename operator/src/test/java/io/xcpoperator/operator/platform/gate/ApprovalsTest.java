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
    void isLatchedWhenFirstSeenAndOutlivesItsAnnotation() {
        Approvals first = Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", "91ce")), null, TEN);
        Approvals later = Approvals.of(annotated(Map.of()), first.toStatus(), ELEVEN);
        assertThat(later.all()).containsExactly(new Approval("approve-restart", "91ce", "2026-05-01T10:00:00Z"));
        assertThat(later.has(Approvals.RESTART, "91ce")).isTrue();
    }

    @Test
    void keepsItsTimeWhileItIsTheSameAndYieldsToANewOne() {
        List<Approval> latched = List.of(new Approval("approve-restart", "91ce", TEN.toString()));
        assertThat(Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", "91ce")), latched, ELEVEN)
                        .all())
                .isEqualTo(latched);
        assertThat(Approvals.of(annotated(Map.of("xcp-operator.io/approve-restart", "77ab")), latched, ELEVEN)
                        .find(Approvals.RESTART))
                .hasValue("77ab");
    }

    @ParameterizedTest(name = "the annotation {0}={1} approves nothing")
    @CsvSource({
        "xcp-operator.io/approve-everything, x",
        "example.org/approve-restart, x",
        "xcp-operator.io/recreate, ' '"
    })
    void onlyWordsWeKnowWithAValueCount(String annotation, String value) {
        assertThat(Approvals.of(annotated(Map.of(annotation, value)), null, TEN).toStatus())
                .isNull();
    }

    @Test
    void theCommandCarriesAFieldManager() {
        assertThat(Approvals.command("xvm", new ObjectKey("apps", "db"), Approvals.RESTART, "91ce"))
                .isEqualTo("kubectl annotate --field-manager=xcp -n apps xvm db xcp-operator.io/approve-restart=91ce");
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
}
