package io.xcpoperator.operator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.storage.Nfs;
import io.xcpoperator.api.v1alpha1.storage.StorageDeletionPolicy;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositorySpec;
import io.xcpoperator.operator.platform.adopt.Wanted;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Contest;
import io.xcpoperator.operator.platform.status.Contests;
import io.xcpoperator.operator.platform.status.Correction;
import io.xcpoperator.operator.platform.status.Damping;
import io.xcpoperator.operator.platform.status.Outcome;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.operator.testing.SpecFields;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.TaskRecord;
import io.xcpoperator.xapi.types.TaskRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whatever somebody changes on a storage repository behind our back is set right. */
class StorageDriftTest {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    private static final StorageRepository RESOURCE = new StorageRepository();

    static {
        RESOURCE.setMetadata(new ObjectMetaBuilder()
                .withUid(StorageModel.ME.uid())
                .withGeneration(1L)
                .build());
    }

    /** Fields that are no state of the pool's, name what they belong to, or cannot be changed there. */
    private static final Set<String> NOT_IN_THE_POOL = Set.of(
            "managementPolicy",
            "poolRef",
            "nfs.server", // where it is: that it is reached by another address is its driver's to judge
            "nfs.version",
            "existing", // which one it is; that it vanished is StorageLifeTest's
            "attach",
            "create", // how it was made, once
            "ext", // connected as nfs is; each backing's own connection: StoragePlanIsTruthTest
            "lvm",
            "iscsi",
            "smb",
            "isoPath",
            "isoNfs",
            "isoSmb",
            "allowedNamespaces",
            "deletionPolicy");

    private record Row(String field, Consumer<World> change, Predicate<World> right) {}

    /** Two hosts, and the storage repository that the spec asks for, made as it asks. */
    private static final class World {
        final StorageModel pool = new StorageModel();
        final String host = pool.host("host1", true);
        final DesiredStorage want = new DesiredStorage(
                StorageModel.ME,
                new DesiredStorage.Form.Made(
                        new Backings(_ -> Resolved.waits(Reason.NotFound, ""), "infra")
                                .nfs(new Nfs("nas", "/vms", null)),
                        Optional.empty(),
                        false),
                new Wanted("NAS", "as it shall be", List.of("ours")),
                StorageDeletionPolicy.Retain);

        World() {
            pool.host("host2", true);
            pool.add("pool", "master", host);
        }

        private static StorageMemory memory() {
            return new StorageMemory(
                    Optional.empty(),
                    Optional.of(MakingText.token(StorageModel.ME.uid(), "token")),
                    new Approvals(List.of()),
                    Optional.empty());
        }

        private Identity identity(PoolView view) {
            return Identity.find(want, view, memory(), "home");
        }

        private StoragePlan plan() {
            PoolView view = pool.view();
            return new StoragePlanner(want, view, memory(), pool.known, NOW).plan(identity(view));
        }

        World settle() {
            for (int i = 0; i < 60; i++) {
                List<Step> now = Gated.split(
                                plan(), ManagementGate.WRITE, new WriteState.Open(), new Approvals(List.of()))
                        .now();
                if (now.isEmpty()) {
                    return this;
                }
                pool.apply(now.getFirst().action(), ref(), NOW);
            }
            throw new AssertionError("it never settles: " + plan());
        }

        private String ref() {
            return identity(pool.view()) instanceof Identity.There(var storage, var _)
                    ? storage.ref().value()
                    : null;
        }

        Map<String, Object> storage() {
            return pool.get(ref());
        }

        Map<String, Object> connection() {
            return pool.all("PBD").findFirst().orElseThrow().getValue();
        }

        long plugged() {
            return pool.all("PBD")
                    .filter(pbd -> pbd.getValue().get("currently_attached").equals(true))
                    .count();
        }
    }

    private static Row on(String field, String member, Object other, Object wanted) {
        return new Row(
                field,
                w -> w.storage().put(member, other),
                w -> w.storage().get(member).equals(wanted));
    }

    private static List<Row> rows() {
        return List.of(
                on("nameLabel", "name_label", "renamed", "NAS"),
                on("description", "name_description", "changed", "as it shall be"),
                on("tags", "tags", List.of(), List.of("ours")),
                new Row("nfs.path", w -> w.connection().put("currently_attached", false), w -> w.plugged() == 2),
                new Row(
                        "nfs.path",
                        w -> w.pool.objects
                                .entrySet()
                                .removeIf(e -> w.host.equals(e.getValue().get("host"))),
                        w -> w.plugged() == 2));
    }

    @Test
    void everyFieldIsSetRight() {
        Set<String> covered = new HashSet<>(NOT_IN_THE_POOL);
        rows().forEach(row -> covered.add(row.field()));
        assertThat(SpecFields.of(StorageRepositorySpec.class, NOT_IN_THE_POOL))
                .as("a row for each field")
                .containsExactlyInAnyOrderElementsOf(covered);
        for (Row row : rows()) {
            World world = new World().settle();
            assertThat(row.right()).as("%s as it was made", row.field()).accepts(world);
            row.change().accept(world);
            assertThat(row.right())
                    .as("%s is not as somebody left it", row.field())
                    .rejects(world);
            assertThat(row.right()).as("%s is set right", row.field()).accepts(world.settle());
        }
    }

    private static StoragePlan damped(World world, Contests contests) {
        StoragePlan whole = world.plan();
        return whole.without(contests.damping(RESOURCE, whole.steps(), "", NOW, world.pool.known::cameAbout));
    }

    private static Round round(World world, StoragePlan plan) {
        PoolView view = world.pool.view();
        var sight = new Sight.Seen(
                new DecidedPool(view), view, world.want, List.of(), world.identity(view), world.pool.known);
        var gated = new Gated(plan.steps(), Optional.empty(), false);
        return new Round(sight, World.memory(), ManagementGate.WRITE, plan, gated, new Outcome.Settled(), NOW);
    }

    private static void note(World world, StoragePlan plan, Outcome outcome, Contests contests) {
        Round round = round(world, plan);
        contests.note(RESOURCE, round::isOpen, new Contests.Made(plan.steps(), outcome, NOW));
    }

    @Test
    void whatAnotherSetsTimeAndAgainIsLeftToThemForAWhileAndTold() {
        for (Row row : rows()) {
            World world = new World().settle();
            var contests = new Contests();
            for (int i = 0; i < Contest.FREE; i++) {
                row.change().accept(world);
                StoragePlan plan = damped(world, contests);
                assertThat(plan).as("%s, for the %dth time", row.field(), i).isEqualTo(world.plan());
                note(world, plan, new Outcome.Acted(), contests);
                world.settle();
                note(world, world.plan(), new Outcome.Settled(), contests);
            }
            row.change().accept(world);
            StoragePlan whole = world.plan();
            StoragePlan rest = damped(world, contests);
            assertThat(rest.steps()).as(row.field()).isEmpty();
            assertThat(rest.hindrances()).as(row.field()).singleElement().satisfies(why -> {
                assertThat(why.reason()).isEqualTo(Reason.Contested);
                assertThat(why.message())
                        .startsWith(whole.steps().getFirst().why())
                        .contains("set right 5 times", "left so until 2026-05-01T10:10:00Z");
            });
        }
    }

    private static Known known(String subject, String status, boolean running) {
        TaskRecord task = TaskRecord.read(
                new TaskRef("OpaqueRef:task"),
                Fields.of(Map.of("status", status, "other_config", Map.of(TaskMark.KEY, subject))));
        List<TaskRecord> tasks = List.of(task);
        return new Known(
                running ? tasks : List.of(), running ? List.of() : tasks, Optional.empty(), Set.of(), Map.of());
    }

    /** How often it counts as set right when each round finds this of the last one's task. */
    private static int times(Function<String, Known> found) {
        World world = new World().settle();
        world.connection().put("currently_attached", false);
        String part = Damping.parts(world.plan().steps()).iterator().next();
        var contests = new Contests();
        for (int i = 0; i < 2 * Contest.FREE; i++) {
            note(world, damped(world, contests), new Outcome.Started("plugging"), contests);
            world.pool.known = found.apply(part.substring(Correction.ASKED.length()));
        }
        return contests.of(StorageModel.ME.uid(), 1, part).orElseThrow().times();
    }

    /** A host that cannot plug it in is asked to time and again, and nobody has unplugged it. */
    @Test
    void aPlugThatFailsAgainAndAgainOrTakesLongIsNoContest() {
        assertThat(times(subject -> known(subject, "failure", false))).isEqualTo(1);
        assertThat(times(subject -> known(subject, "pending", true))).isEqualTo(1);
    }

    @Test
    void aRivalWhoIsQuickerThanTheNextRoundIsNoticedToo() {
        assertThat(times(subject -> known(subject, "success", false))).isEqualTo(Contest.FREE);
    }
}
