package io.xcpoperator.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.Approval;
import io.xcpoperator.api.v1alpha1.LocalRef;
import io.xcpoperator.api.v1alpha1.pool.XcpPool;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpec;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolSpecBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import io.xcpoperator.xapi.Credentials;
import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.Secret;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.PoolUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The decisions about an XcpPool, over every combination of what they depend on. */
class PoolDecisionTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final String UID = "uid-1";
    private static final Setup COMPLETE = new Setup.Complete(new LinkSettings(
            "home",
            List.of(new Endpoint("192.0.2.1", Endpoint.HTTPS, false)),
            new Credentials("root", new Secret("xensource")),
            new Trust.FirstUse(),
            Optional.empty(),
            8,
            2));
    private static final Observed.StorageChoice FREE = new Observed.StorageChoice.NotManaged();
    private static final Setup MISSING = new Setup.Missing(Reason.SecretMissing, "no Secret");
    private static final Setup WRONG = new Setup.Wrong(Reason.InvalidSpec, "no endpoint");
    private static final WriteState OPEN = new WriteState.Open();
    private static final WriteState CLOSED = new WriteState.Closed(Reason.OtherManagerActive, "another's");
    private static final Approvals NONE = new Approvals(List.of());
    private static final Approvals ABANDONED = new Approvals(List.of(new Approval(Approvals.ABANDON, UID, null)));
    private static final Approvals SPENT =
            new Approvals(List.of(new Approval(Approvals.ABANDON, null, null, List.of(UID))));

    private static final XcpPoolSpec SPEC = XcpPoolSpecBuilder.builder()
            .endpoints(List.of("192.0.2.1"))
            .credentialsSecretRef(new LocalRef("login"))
            .nameLabel("Home")
            .build();

    private static XcpPool resource() {
        var pool = new XcpPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withNamespace("infra")
                .withName("home")
                .withUid(UID)
                .build());
        pool.setSpec(SPEC);
        return pool;
    }

    private static Observed.Link up(ManagerMark.State manager, WriteState writes) {
        PoolView view = PoolView.of(
                List.of(PoolRecord.read(new PoolRef("OpaqueRef:pool"), Fields.of(Map.of("name_label", "Somebody's")))),
                List.of());
        return new Observed.Link.Up(
                new PoolUuid("6d579ecc-6a6c-4c45-8cd7-893d42fa8a2a"),
                view,
                NOW,
                0,
                Optional.empty(),
                Optional.empty(),
                manager,
                writes);
    }

    private static List<Observed.Link> links() {
        var links = new ArrayList<Observed.Link>();
        links.add(new Observed.Link.NotOpened());
        links.add(new Observed.Link.Opening(NOW));
        links.add(new Observed.Link.Reading(NOW, 0));
        for (boolean person : new boolean[] {true, false}) {
            links.add(new Observed.Link.Down(
                    new LinkFailure(Reason.PoolUnreachable, "is away", "home is away", person, Optional.empty()),
                    NOW,
                    NOW.plusSeconds(1),
                    0));
        }
        for (ManagerMark.State state : managers()) {
            links.add(up(state, OPEN));
            links.add(up(state, CLOSED));
        }
        return links;
    }

    private static List<ManagerMark.State> managers() {
        var other = new ManagerMark("other", NOW);
        return List.of(
                new ManagerMark.State.Unclaimed(),
                new ManagerMark.State.Ours(true),
                new ManagerMark.State.Ours(false),
                new ManagerMark.State.OtherDead(other),
                new ManagerMark.State.OtherLive(other));
    }

    private interface Check {
        void of(Observed observed);
    }

    private static void each(Check check) {
        for (Setup setup : List.of(COMPLETE, MISSING, WRONG)) {
            for (Observed.Link link : links()) {
                for (boolean elder : new boolean[] {true, false}) {
                    for (boolean twin : new boolean[] {true, false}) {
                        for (Approvals approvals : List.of(NONE, ABANDONED, SPENT)) {
                            for (boolean waits : new boolean[] {true, false}) {
                                check.of(new Observed(
                                        setup,
                                        link,
                                        elder ? Optional.of(new ObjectKey("infra", "elder")) : Optional.empty(),
                                        twin,
                                        FREE,
                                        waits ? new Observed.StorageChoice.Waiting("no storage") : FREE,
                                        approvals,
                                        Optional.empty(),
                                        Optional.empty(),
                                        waits ? List.of("VirtualMachine apps/web") : List.of(),
                                        0));
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void nothingIsPlannedForAPoolThatIsNotSeenOrIsAnothersToSpeakFor() {
        each(observed -> {
            PoolPlan plan = PoolPlanner.plan(SPEC, observed, UID, NOW);
            boolean speaks = observed.link() instanceof Observed.Link.Up
                    && observed.elder().isEmpty();
            assertThat(plan.actions().isEmpty()).as("%s", observed).isEqualTo(!speaks);
            if (speaks && observed.link() instanceof Observed.Link.Up up) {
                boolean current = up.manager().equals(new ManagerMark.State.Ours(false));
                assertThat(plan.actions().getFirst() instanceof PoolAction.Claim)
                        .as("the first write is the claim, where it is not ours and fresh: %s", up.manager())
                        .isEqualTo(!current);
                assertThat(plan.actions()).anyMatch(action -> action instanceof PoolAction.SetName);
            }
        });
    }

    @Test
    void aDeletedOneWritesOnlyWhereItMayAndStaysWhileItIsInUseUnlessAbandoned() {
        each(observed -> {
            for (ManagementGate gate : ManagementGate.values()) {
                PoolRelease release = PoolRelease.decide(resource(), gate, observed);
                boolean abandoned = observed.approvals().equals(ABANDONED);
                boolean used = !observed.dependents().isEmpty();
                if (abandoned) {
                    assertThat(release).isInstanceOf(PoolRelease.LeavesUntouched.class);
                } else if (used || gate == ManagementGate.PAUSED) {
                    assertThat(release).isInstanceOf(PoolRelease.Waits.class);
                } else {
                    assertThat(release instanceof PoolRelease.GivesUp)
                            .as("%s, twin %s", gate, observed.hasTwin())
                            .isEqualTo(gate.mayWrite() && !observed.hasTwin());
                    assertThat(release).isNotInstanceOf(PoolRelease.Waits.class);
                }
            }
        });
    }

    /** Something is to be done and may not be. */
    private static boolean waits(Observed observed, List<PoolAction> plan, ManagementGate gate) {
        return switch (gate) {
            case OBSERVE, PLAN -> false;
            case PAUSED -> !plan.isEmpty();
            case WRITE ->
                !plan.isEmpty()
                        && observed.link() instanceof Observed.Link.Up up
                        && up.writes().equals(CLOSED);
        };
    }

    @Test
    void isReadyOnlyWhereItIsConnectedAndNothingIsLeftOrWrong() {
        List<Outcome> outcomes = List.of(
                new Outcome.Settled(),
                new Outcome.Acted(),
                new Outcome.Retry(Reason.PoolBusy, "busy", Duration.ofSeconds(1)),
                new Outcome.Until(Duration.ofSeconds(1), Reason.PermissionDenied, "no"),
                new Outcome.Wait(Reason.PermissionDenied, "no"),
                new Outcome.Invalid(Reason.InvalidText, "no"));
        each(observed -> {
            for (ManagementGate gate : ManagementGate.values()) {
                for (Outcome outcome : outcomes) {
                    PoolPlan plan = PoolPlanner.plan(SPEC, observed, UID, NOW);
                    Verdict verdict = PoolVerdict.of(SPEC, observed, plan, gate, outcome);
                    boolean well = observed.setup() == COMPLETE
                            && observed.elder().isEmpty()
                            && observed.link() instanceof Observed.Link.Up
                            && observed.suspendStorage() == FREE
                            && outcome instanceof Outcome.Settled;
                    assertThat(verdict instanceof Verdict.Ready)
                            .as("%s %s %s", observed, gate, outcome)
                            .isEqualTo(well && !waits(observed, plan.actions(), gate));
                    assertThat(verdict.message().isBlank()).isEqualTo(verdict instanceof Verdict.Ready);
                    if (observed.setup() == WRONG) {
                        assertThat(verdict).isInstanceOf(Verdict.Stalled.class);
                    }
                }
            }
        });
    }

    @Test
    void isNotReadyWhileAFieldIsContestedAndSaysSo() {
        var why = new Verdict.Waiting(Reason.Contested, "nameLabel was set right 5 times");
        var contested = new PoolPlan(List.of(), List.of(why));
        each(observed -> {
            boolean well = observed.setup() == COMPLETE
                    && observed.elder().isEmpty()
                    && observed.link() instanceof Observed.Link.Up
                    && observed.suspendStorage() == FREE;
            for (Outcome outcome : List.of(new Outcome.Settled(), new Outcome.Acted())) {
                Verdict verdict = PoolVerdict.of(SPEC, observed, contested, ManagementGate.WRITE, outcome);
                assertThat(verdict.equals(why)).as("%s", observed).isEqualTo(well);
            }
        });
    }
}
