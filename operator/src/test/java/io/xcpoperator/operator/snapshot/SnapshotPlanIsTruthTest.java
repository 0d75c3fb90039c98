package io.xcpoperator.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.owner.MarkIndexes;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.pools.SeedDrives;
import io.xcpoperator.operator.platform.pools.SnapshotDisks;
import io.xcpoperator.operator.testing.DecidedPool;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random pools, wishes and histories: what is planned is what is done, the next plan is its rest, and nothing else goes. */
class SnapshotPlanIsTruthTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 1_500);
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Owner ME = new Owner("c1", new ObjectKey("apps", "before"), "uid-1");
    private static final Owner VM = new Owner("c1", new ObjectKey("apps", "web"), "uid-2");
    private static final Owner OTHER = new Owner("c1", new ObjectKey("apps", "other"), "uid-3");
    private static final String TOKEN = Names.token(ME.uid(), "token");

    private static final class Case {
        final SnapshotModel pool = new SnapshotModel(NOW);
        final boolean ignores;
        final boolean deleted;
        final String vm;
        final boolean seeded;
        final Want want;
        private Optional<String> known = Optional.empty();
        private Optional<Instant> takenAt = Optional.empty();

        Case(long seed) {
            Random random = Seeds.random(seed);
            deleted = random.nextBoolean();
            ignores = random.nextBoolean();
            pool.add("host", "software_version", Map.of("product_version", ignores ? "8.3.0" : "8.2.1"));
            vm = pool.add("VM", "name_label", "web", "power_state", "Halted");
            pool.otherConfig(vm)
                    .put("xcp-operator.io/owner", VM.markFor(pool.uuid(vm)).toString());
            seeded = random.nextBoolean();
            for (int i = random.nextInt(3); i >= 0; i--) {
                pool.disk(vm, false, Map.of(MarkIndexes.DISK_OF, VM.markFor(pool.uuid(vm)) + "/data-" + i));
            }
            if (seeded) {
                pool.disk(vm, false, Map.of(MarkIndexes.DISK_OF, VM.markFor(pool.uuid(vm)) + "/" + SeedDrives.ENTRY));
            }
            if (random.nextInt(4) == 0) { // a revert by hand brought it
                pool.otherConfig(vm)
                        .put(MarkIndexes.SNAPSHOT_OWNER, ME.markFor("somewhere").toString());
            }
            pool.snapshot(vm, "by hand", NOW.minus(LIFE), List.of());
            String others = pool.snapshot(vm, "other", NOW.minus(LIFE), List.of());
            pool.otherConfig(others)
                    .put(
                            MarkIndexes.SNAPSHOT_OWNER,
                            OTHER.markFor(pool.uuid(others)).toString());
            want = new Want(
                    ME,
                    VM.key(),
                    random.nextInt(4) == 0,
                    random.nextBoolean() ? Optional.of(LIFE) : Optional.empty(),
                    random.nextInt(4) > 0,
                    Optional.empty(),
                    Optional.empty());
            if (want.memory()) {
                pool.get(vm).put("power_state", "Running");
            }
            if (random.nextInt(4) > 0) {
                begun(random);
            }
        }

        /** What an earlier round, or an earlier process, left. */
        private void begun(Random random) {
            boolean named = random.nextInt(3) > 0;
            boolean marked = named || random.nextBoolean();
            // of one whose mark is lacking, the end is planned once it is on record
            Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(marked ? 120 : 60)));
            String mine = pool.snapshot(vm, named ? ME.key().name() : Names.making(TOKEN), at, List.of());
            if (marked) {
                pool.otherConfig(mine)
                        .put(
                                MarkIndexes.SNAPSHOT_OWNER,
                                ME.markFor(pool.uuid(mine)).toString());
            }
            if (named && random.nextBoolean()) {
                known = Optional.of(pool.uuid(mine));
                takenAt = Optional.of(at);
                if (random.nextInt(3) == 0) { // half-way through its destruction
                    String mark = ME.markFor(pool.uuid(mine)).toString();
                    List<String> disks = pool.disks(mine).toList();
                    disks.forEach(vdi -> pool.otherConfig(vdi).put(MarkIndexes.SNAPSHOT_OWNER, mark));
                    pool.apply(new Action.Destroy(new VmRef(mine)));
                }
            }
        }

        /** As a round's report leaves it. */
        private Remembered memory(PoolView view) {
            var memory = remembered();
            if (sight(view, memory).identity(ME, memory) instanceof Identity.Ours(VmRecord mine)) {
                known = Optional.of(mine.uuidText());
                takenAt = Optional.of(memory.takenAt(mine.snapshotTime(), NOW));
            }
            return remembered();
        }

        private Remembered remembered() {
            return new Remembered(
                    NOW.minus(Duration.ofHours(3)),
                    known,
                    Optional.of(TOKEN),
                    takenAt,
                    Optional.empty(),
                    false,
                    new Approvals(List.of()));
        }

        private Sight.Seen sight(PoolView view, Remembered memory) {
            Optional<VmRecord> source = view.vm(new VmRef(vm));
            return new Sight.Seen(
                    new DecidedPool(view),
                    view,
                    source,
                    Optional.empty(),
                    SnapshotObserver.candidates(view, source, want, memory),
                    Leftovers.of(ME, view),
                    List.of(),
                    List.of());
        }

        List<Step> plan() {
            PoolView view = pool.view();
            Remembered memory = memory(view);
            Sight.Seen seen = sight(view, memory);
            return deleted
                    ? new SnapshotDeletion(want, memory, NOW)
                            .plan(ManagementGate.WRITE, seen, want.destroys(), Optional.empty())
                            .map(Plan::steps)
                            .orElse(List.of())
                    : new SnapshotPlanner(want, memory, NOW)
                            .plan(seen, Optional.empty())
                            .steps();
        }

        /** The executor puts what the pool made in the place of what the plan calls it. */
        void apply(Step step) {
            pool.apply(step.action());
        }

        List<String> mine() {
            return pool.all("VM")
                    .filter(ref -> (ME.markFor(pool.uuid(ref)).toString())
                            .equals(pool.otherConfig(ref).get(MarkIndexes.SNAPSHOT_OWNER)))
                    .toList();
        }

        /** Everything that is not this resource's. */
        List<String> others() {
            List<String> others = new ArrayList<>();
            pool.all("VM")
                    .filter(ref -> !pool.get(ref).get("name_label").toString().startsWith(Names.making("")))
                    .filter(ref -> !ME.key().name().equals(pool.get(ref).get("name_label")))
                    .forEach(ref -> {
                        others.add(ref + pool.get(ref));
                        pool.disks(ref).forEach(vdi -> others.add(vdi + pool.get(vdi)));
                    });
            return others;
        }

        boolean drivesIn(String snapshot) {
            return SnapshotDisks.of(new VmRef(snapshot), pool.view()).stream()
                    .anyMatch(
                            vdi -> String.valueOf(pool.otherConfig(vdi.value()).get(MarkIndexes.DISK_OF))
                                    .endsWith("/" + SeedDrives.ENTRY));
        }
    }

    private static List<String> words(List<Step> steps) {
        return steps.stream()
                .map(step -> step.action().calls() + " " + step.why())
                .toList();
    }

    @Test
    void whatIsPlannedIsDoneAndTheNextPlanIsTheRest() {
        int calls = 0;
        int taken = 0;
        int dropped = 0;
        int destroyed = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case of = new Case(seed);
            String as = "seed " + seed;
            List<String> foreign = of.others();
            List<Step> rest = of.plan();
            while (!rest.isEmpty()) {
                Step first = rest.getFirst();
                of.apply(first);
                calls += first.action().calls().size();
                dropped += first.action() instanceof Action.DropDrive ? 1 : 0;
                destroyed += first.action() instanceof Action.Destroy ? 1 : 0;
                List<Step> next = of.plan();
                assertThat(words(next))
                        .as("%s, after %s", as, first.action())
                        .isEqualTo(words(rest.subList(1, rest.size())));
                rest = next;
            }
            taken += of.pool.taken;
            assertThat(of.plan()).as(as).isEmpty();
            assertThat(of.others()).as("%s: what is another's", as).isEqualTo(foreign);
            assertThat(of.mine()).as(as).hasSizeLessThanOrEqualTo(of.deleted ? 0 : 1);
            if (!of.want.memory()) {
                assertThat(of.mine()).as("%s: no cloud-init in a snapshot", as).noneMatch(of::drivesIn);
            }
        }
        System.out.printf(
                "snapshots: %d random pools, %d calls; %d taken, %d destroyed, %d cloud-init drives dropped%n",
                CASES, calls, taken, destroyed, dropped);
        assertThat(taken).isGreaterThan(CASES / 20);
        assertThat(destroyed).isGreaterThan(CASES / 20);
        assertThat(dropped).isGreaterThan(CASES / 50);
    }
}
