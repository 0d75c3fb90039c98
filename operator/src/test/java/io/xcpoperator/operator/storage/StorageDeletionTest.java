package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.storage.Nfs;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a storage repository with its resource, in every situation. */
class StorageDeletionTest {
    private static final Owner ME = StorageModel.ME;
    private static final List<Boolean> BOTH = List.of(false, true);
    private static final Map<String, String> EXPORT = Map.of("server", "nas", "serverpath", "/vms");

    private enum Whose {
        MINE,
        JUST_MADE,
        ANOTHERS,
        NOBODYS
    }

    private enum Holds {
        NOTHING,
        A_DISK,
        A_HIDDEN_IMAGE,
        A_DISK_OF_A_VM,
        THE_POOLS_DEFAULT
    }

    private record Situation(
            Whose whose,
            Holds holds,
            StorageDeletionPolicy policy,
            boolean created,
            boolean swept,
            boolean closed,
            ManagementGate gate) {}

    private static Stream<Situation> situations() {
        var all = new ArrayList<Situation>();
        for (Whose whose : Whose.values()) {
            for (Holds holds : Holds.values()) {
                for (StorageDeletionPolicy policy : List.of(
                        StorageDeletionPolicy.Retain, StorageDeletionPolicy.Forget, StorageDeletionPolicy.Delete)) {
                    for (boolean created : BOTH) {
                        for (boolean swept : BOTH) {
                            for (boolean closed : BOTH) {
                                for (ManagementGate gate : ManagementGate.values()) {
                                    all.add(new Situation(whose, holds, policy, created, swept, closed, gate));
                                }
                            }
                        }
                    }
                }
            }
        }
        return all.stream();
    }

    private static StorageModel pool(Situation of) {
        var pool = new StorageModel();
        String host = pool.host("host1", true);
        String sr = pool.storage("NAS", EXPORT, List.of(host));
        String uuid = (String) pool.get(sr).get("uuid");
        Map<String, Object> config = StorageModel.otherConfig(pool.get(sr));
        switch (of.whose()) {
            case MINE -> config.put(OwnerMark.KEY, ME.markFor(uuid).toString());
            case JUST_MADE -> pool.get(sr).put("name_description", MakingText.ofNew(MakingText.token(ME.uid(), "x")));
            case ANOTHERS -> config.put(OwnerMark.KEY, new OwnerMark("c1", "apps", "theirs", "uid-2", uuid).toString());
            case NOBODYS -> {}
        }
        if (of.created()) {
            config.put(CreatedKey.KEY, uuid + "/" + ME.uid());
        }
        boolean disk =
                of.holds() == Holds.A_DISK || of.holds() == Holds.A_HIDDEN_IMAGE || of.holds() == Holds.A_DISK_OF_A_VM;
        if (disk) {
            String vdi = pool.add("VDI", "SR", sr, "name_label", "root", "managed", of.holds() != Holds.A_HIDDEN_IMAGE);
            if (of.holds() == Holds.A_DISK_OF_A_VM) {
                pool.add("VBD", "VDI", vdi, "VM", "OpaqueRef:vm", "currently_attached", false);
            }
        }
        pool.add("pool", "master", host, "default_SR", of.holds() == Holds.THE_POOLS_DEFAULT ? sr : "OpaqueRef:NULL");
        return pool;
    }

    private static Deletion decide(Situation of, StorageModel pool) {
        return decide(of, pool, of.swept() ? Deletions.Cause.SWEPT : Deletions.Cause.ASKED);
    }

    private static Deletion decide(Situation of, StorageModel pool, Deletions.Cause cause) {
        PoolView view = pool.view();
        var want = new DesiredStorage(
                ME,
                new DesiredStorage.Form.Made(
                        new Backings(_ -> Resolved.waits(Reason.NotFound, ""), "infra")
                                .nfs(new Nfs("nas", "/vms", null)),
                        Optional.empty(),
                        false),
                new Wanted("NAS", null, null),
                of.policy());
        var memory = new StorageMemory(Optional.empty(), Optional.empty(), new Approvals(List.of()), Optional.empty());
        WriteState writes =
                of.closed() ? new WriteState.Closed(Reason.OtherManagerActive, "another's") : new WriteState.Open();
        return Deletion.decide(new Deletion.Case(
                new Sight.Seen(
                        new DecidedPool(view, writes),
                        view,
                        want,
                        List.of(),
                        Identity.find(want, view, memory, "home"),
                        Known.nothing()),
                memory,
                of.gate(),
                false,
                Optional.empty(),
                cause));
    }

    private static boolean wipes(Deletion deletion) {
        return has(deletion, StorageAction.Destroy.class);
    }

    private static boolean has(Deletion deletion, Class<? extends StorageAction> action) {
        return deletion instanceof Deletion.Act(List<Step> steps)
                && steps.stream().anyMatch(step -> action.isInstance(step.action()));
    }

    @Test
    void isWipedOnlyWhereThePolicyIsDeleteItIsEmptyOursAndCreatedByUs() {
        assertThat(situations()).hasSize(4 * 5 * 3 * 8 * 4).allSatisfy(of -> {
            Deletion decision = decide(of, pool(of));
            boolean may = of.gate() == ManagementGate.WRITE && !of.closed() && !of.swept();
            boolean ours = of.whose() == Whose.MINE || of.whose() == Whose.JUST_MADE;
            assertThat(wipes(decision))
                    .isEqualTo(may
                            && ours
                            && of.policy() == StorageDeletionPolicy.Delete
                            && of.created()
                            && of.holds() == Holds.NOTHING);
            assertThat(decision instanceof Deletion.Act act && act.destroys())
                    .as("counts with the deletions of an hour")
                    .isEqualTo(wipes(decision));
            assertThat(has(decision, StorageAction.Forget.class))
                    .isEqualTo(may
                            && ours
                            && of.policy() == StorageDeletionPolicy.Forget
                            && of.holds() != Holds.A_DISK_OF_A_VM
                            && of.holds() != Holds.THE_POOLS_DEFAULT);
            assertThat(has(decision, StorageAction.Unplug.class))
                    .isEqualTo(wipes(decision) || has(decision, StorageAction.Forget.class));
            if (of.gate() == ManagementGate.OBSERVE
                    || of.gate() == ManagementGate.PLAN
                    || (!ours && of.gate() == ManagementGate.WRITE)) {
                assertThat(decision).isInstanceOf(Deletion.LetGo.class);
            }
            if (of.gate() == ManagementGate.PAUSED) {
                assertThat(decision).isInstanceOf(Deletion.Waits.class);
            }
        });
    }

    @Test
    void whileFluxMayJustBePruningNothingIsDone() {
        assertThat(situations().filter(of -> !of.swept())).allSatisfy(of -> {
            boolean acts = decide(of, pool(of)) instanceof Deletion.Act;
            assertThat(decide(of, pool(of), Deletions.Cause.UNSETTLED) instanceof Deletion.AskAgain)
                    .isEqualTo(acts);
        });
    }

    @Test
    void endsAndLeavesOnRetainNothingOfOurs() {
        long ends = situations()
                .filter(of -> of.gate() == ManagementGate.WRITE && !of.closed())
                .filter(of -> {
                    StorageModel pool = pool(of);
                    Deletion decision = decide(of, pool);
                    for (int i = 0; decision instanceof Deletion.Act(List<Step> steps); i++) {
                        assertThat(i).as(of.toString()).isLessThan(20);
                        pool.apply(
                                steps.getFirst().action(),
                                pool.all("SR").findFirst().orElseThrow().getKey(),
                                Instant.EPOCH);
                        decision = decide(of, pool);
                    }
                    boolean retained =
                            of.whose() == Whose.MINE && (of.swept() || of.policy() == StorageDeletionPolicy.Retain);
                    if (retained) {
                        assertThat(pool.all("SR")
                                        .findFirst()
                                        .orElseThrow()
                                        .getValue()
                                        .toString())
                                .as(of.toString())
                                .doesNotContain("xcp-operator.io");
                    }
                    return decision instanceof Deletion.LetGo;
                })
                .count();
        assertThat(ends).isGreaterThan(100);
    }

    @Test
    void whatWasUnpluggedToGoIsPluggedInAgainWhereADiskCameInBetween() {
        var of = new Situation(
                Whose.MINE, Holds.A_DISK, StorageDeletionPolicy.Delete, true, false, false, ManagementGate.WRITE);
        StorageModel pool = pool(of);
        pool.all("PBD").forEach(pbd -> pbd.getValue().put("currently_attached", false));
        assertThat(has(decide(of, pool), StorageAction.Plug.class)).isTrue();
    }
}
