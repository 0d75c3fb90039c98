package io.xcpoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.adopt.AdoptAction;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.kube.Deletions;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.xapi.events.PoolView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a network with its resource, in every situation. */
class DeletionTest {
    private static final Owner ME = new Owner("c1", new ObjectKey("infra", "iot"), "uid-1");
    private static final List<Boolean> BOTH = List.of(false, true);

    /** Whose the network is. */
    private enum Whose {
        MINE,
        JUST_MADE,
        ANOTHERS,
        NOBODYS
    }

    /** What hangs on it. */
    private enum Hangs {
        NOTHING,
        VLANS,
        A_HALTED_VM,
        THE_MANAGEMENT,
        A_NIC,
        A_VLAN_OF_OTHERS,
        AN_UNPLUGGED_VM
    }

    private static Sight.Seen sight(Whose whose, Hangs hangs, boolean destroys, boolean open) {
        var pool = new ModelPool();
        String metrics = pool.add("host_metrics", "live", true);
        String host = pool.add("host", "name_label", "host1", "metrics", metrics);
        pool.add("pool", "master", host);
        String network = pool.add("network", "name_label", "iot", "MTU", 1500L);
        String uuid = (String) pool.get(network).get("uuid");
        Map<String, Object> keys = new HashMap<>();
        switch (whose) {
            case MINE -> keys.put(OwnerMark.KEY, ME.markFor(uuid).toString());
            case JUST_MADE -> keys.put(MadeKey.KEY, "uid-1/token");
            case ANOTHERS -> keys.put(OwnerMark.KEY, "c1/infra/other/uid-9/" + uuid);
            case NOBODYS -> {}
        }
        pool.get(network).put("other_config", keys);
        String vm = pool.add("VM", "name_label", "web", "power_state", "Running");
        switch (hangs) {
            case NOTHING -> {}
            case VLANS, A_VLAN_OF_OTHERS -> {
                String pif = pool.pif(network, host, "eth1", 20);
                pool.get(pif).put("VLAN_master_of", pool.add("VLAN", "untagged_PIF", pif, "tag", 20L));
                if (hangs == Hangs.A_VLAN_OF_OTHERS) {
                    pool.add("VLAN", "tagged_PIF", pif, "tag", 30L);
                }
            }
            case A_HALTED_VM -> pool.add("VIF", "VM", vm, "network", network, "currently_attached", false);
            case THE_MANAGEMENT -> pool.get(pool.pif(network, host, "eth0", -1)).put("management", true);
            case A_NIC -> pool.get(pool.pif(network, host, "eth1", -1)).put("physical", true);
            case AN_UNPLUGGED_VM -> {
                String vif = pool.add("VIF", "VM", vm, "network", network, "currently_attached", false);
                keys.put(Replug.KEY, uuid + "/" + pool.get(vif).get("uuid"));
            }
        }
        PoolView view = pool.view();
        var want = new DesiredNetwork(
                ME,
                new DesiredNetwork.Form.HostInternal(),
                new Wanted("iot", null, null),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                destroys);
        WriteState writes = open ? new WriteState.Open() : new WriteState.Closed(Reason.OtherManagerActive, "another");
        return new Sight.Seen(
                new DecidedPool(view, writes),
                view,
                want,
                List.of(),
                new Identity.There(view.networks().getFirst(), List.of()));
    }

    private static Deletion decide(Sight sight, ManagementGate gate, boolean abandoned, boolean inUse, boolean swept) {
        return decide(sight, gate, abandoned, inUse, swept ? Deletions.Cause.SWEPT : Deletions.Cause.ASKED);
    }

    private static Deletion decide(
            Sight sight, ManagementGate gate, boolean abandoned, boolean inUse, Deletions.Cause cause) {
        return Deletion.decide(new Deletion.Case(
                sight,
                new NetworkMemory(Optional.empty(), Optional.empty(), new Approvals(List.of()), Optional.empty()),
                gate,
                abandoned,
                inUse ? Optional.of("in use") : Optional.empty(),
                cause,
                Instant.EPOCH));
    }

    private static boolean destroys(Step step) {
        return switch (step.action()) {
            case NetworkAction.DestroyNetwork _, NetworkAction.DestroyVlan _, NetworkAction.DestroyBond _ -> true;
            case NetworkAction.Label(var label) -> {
                assertThat(label.verb()).isEqualTo(AdoptAction.Verb.REMOVE_KEY);
                yield false;
            }
            case NetworkAction.PlugVif _, NetworkAction.Plug _, NetworkAction.Unclaim _ -> false;
            case NetworkAction other -> throw new AssertionError("a deletion does not " + other.calls());
        };
    }

    @Test
    void destroysOnlyWhatIsOursAndUnusedAndMeantToGo() {
        int situations = 0;
        for (Whose whose : Whose.values()) {
            for (Hangs hangs : Hangs.values()) {
                for (ManagementGate gate : ManagementGate.values()) {
                    for (int bits = 0; bits < 32; bits++) {
                        boolean destroy = (bits & 1) != 0;
                        boolean open = (bits & 2) != 0;
                        boolean abandoned = (bits & 4) != 0;
                        boolean inUse = (bits & 8) != 0;
                        boolean swept = (bits & 16) != 0;
                        Deletion decided = decide(sight(whose, hangs, destroy, open), gate, abandoned, inUse, swept);
                        String as = "%s %s %s destroy %s open %s abandoned %s in use %s swept %s: %s"
                                .formatted(whose, hangs, gate, destroy, open, abandoned, inUse, swept, decided);
                        situations++;
                        boolean ours = whose == Whose.MINE || whose == Whose.JUST_MADE;
                        boolean writes = gate == ManagementGate.WRITE && !abandoned && !inUse && open && ours;
                        if (decided instanceof Deletion.Act act) {
                            List<Step> steps = act.steps();
                            assertThat(writes).as(as).isTrue();
                            assertThat(steps).as(as).isNotEmpty();
                            boolean destroying = steps.stream()
                                            .filter(DeletionTest::destroys)
                                            .count()
                                    > 0;
                            assertThat(act.destroys()).as(as).isEqualTo(destroying);
                            boolean free = hangs == Hangs.NOTHING || hangs == Hangs.VLANS;
                            assertThat(destroying).as(as).isEqualTo(destroy && !swept && free);
                            assertThat(steps.stream().anyMatch(step -> step.action() instanceof NetworkAction.PlugVif))
                                    .as(as)
                                    .isEqualTo(hangs == Hangs.AN_UNPLUGGED_VM);
                        } else if (writes) {
                            assertThat(decided).as(as).isInstanceOf(Deletion.Waits.class);
                            assertThat(destroy && !swept).as(as).isTrue();
                        }
                        if (!abandoned && (inUse || gate == ManagementGate.PAUSED)) {
                            assertThat(decided).as(as).isInstanceOf(Deletion.Waits.class);
                        }
                        if (abandoned) {
                            assertThat(decided).as(as).isInstanceOf(Deletion.LetGo.class);
                        }
                    }
                }
            }
        }
        assertThat(situations).isEqualTo(4 * 7 * 4 * 32);
    }

    @Test
    void whileFluxMayJustBePruningNothingIsDone() {
        for (Whose whose : Whose.values()) {
            for (Hangs hangs : Hangs.values()) {
                for (boolean destroy : BOTH) {
                    Sight sight = sight(whose, hangs, destroy, true);
                    boolean acts = decide(sight, ManagementGate.WRITE, false, false, Deletions.Cause.ASKED)
                            instanceof Deletion.Act;
                    assertThat(
                                    decide(sight, ManagementGate.WRITE, false, false, Deletions.Cause.UNSETTLED)
                                            instanceof Deletion.AskAgain)
                            .isEqualTo(acts);
                }
            }
        }
    }

    @Test
    void waitsForAPoolThatDoesNotAnswerButNotForOneThatThereIsNot() {
        for (boolean swept : BOTH) {
            assertThat(decide(
                            new Sight.Unreachable(Reason.PoolUnreachable, "away"),
                            ManagementGate.WRITE,
                            false,
                            false,
                            swept))
                    .isInstanceOf(Deletion.Waits.class);
            for (Reason nowhere : List.of(Reason.ReferenceNotFound, Reason.AccessDenied)) {
                assertThat(decide(new Sight.Unreachable(nowhere, "none"), ManagementGate.WRITE, false, false, swept))
                        .isInstanceOf(Deletion.LetGo.class);
            }
        }
    }
}
