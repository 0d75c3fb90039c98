package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.types.SrRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Moves of a VM and its disks in a pool of two hosts with local disks and a NAS, and at times a third or one that takes no
 * VM, from anywhere to anywhere.
 */
class MovePlannerTest {
    private static final int CASES = Integer.getInteger("xcp.cases", 2000);
    private static final int ROUNDS = 30;
    private static final List<SrRef> STORAGE = List.of(AVm.NAS, AVm.SSD, AVm.LOCAL1, AVm.LOCAL2);
    private static final HostFacts ONE = AVm.host("xcp1", AVm.NAS, AVm.SSD, AVm.LOCAL1);
    private static final HostFacts TWO = AVm.host("xcp2", AVm.NAS, AVm.SSD, AVm.LOCAL2);

    private static final HostFacts THREE = AVm.host("xcp3", AVm.NAS);
    private static final List<Power> POWERS =
            List.of(Power.Running, Power.Running, Power.Halted, Power.Halted, Power.Paused, Power.Suspended);

    private static ModelPool pool(Random random) {
        ModelPool pool = new ModelPool();
        pool.movesLoseMarks = random.nextInt(4) == 0;
        HostFacts at = random.nextBoolean() ? ONE : TWO;
        AVm vm = AVm.ofOurs();
        vm.in(POWERS.get(random.nextInt(POWERS.size())));
        boolean up = vm.power == Power.Running || vm.power == Power.Paused;
        vm.host = up ? Optional.of(at.ref()) : Optional.empty();
        List<SrRef> there =
                STORAGE.stream().filter(sr -> at.storage().contains(sr)).toList();
        vm.disks.clear();
        vm.disks.add(vm.disk("root", 0, 10).on(there.get(random.nextInt(3))));
        vm.disks.add(vm.disk("data", 1, 20).on(there.get(random.nextInt(3))));
        vm.disks.stream().filter(_ -> random.nextInt(3) == 0).forEach(d -> pool.tracked.add(d.vdi()));
        if (random.nextBoolean()) {
            vm.nics.add(vm.nic("front", 0, AVm.IOT));
        }
        if (random.nextInt(4) == 0) {
            vm.own(Keys.PLACED, (random.nextBoolean() ? ONE : TWO).uuid().value());
        }
        HostFacts other = at == ONE ? TWO : ONE;
        pool.hosts = random.nextInt(3) == 0 ? List.of(at, worse(other, random)) : List.of(ONE, TWO);
        if (random.nextInt(3) == 0) {
            pool.hosts = Stream.concat(pool.hosts.stream(), Stream.of(THREE)).toList();
        }
        return pool.with(vm);
    }

    /** A host that takes the VM not now, or not at all. */
    private static HostFacts worse(HostFacts of, Random random) {
        int how = random.nextInt(4);
        return new HostFacts(
                of.ref(),
                of.uuid(),
                of.name(),
                how != 0,
                how != 1,
                how == 2 ? Bytes.GIB : of.memoryFree(),
                of.storage(),
                how == 3 ? Set.of(AVm.LAN) : of.networks(),
                of.hardware());
    }

    private static Wanted wish(Random random) {
        Wanted want = Wanted.running()
                .power(List.of(Power.Running, Power.Running, Power.Halted).get(random.nextInt(3)));
        for (String entry : List.of("root", "data")) {
            if (random.nextBoolean()) {
                want.diskOn(entry, STORAGE.get(random.nextInt(4)));
            } else {
                want.disk(entry, "root".equals(entry) ? 10 : 20);
            }
        }
        return random.nextInt(3) == 0 ? want : want.on(random.nextBoolean() ? ONE : TWO, random.nextBoolean());
    }

    /** A case ends where the pool finds no host to start the VM on: it says so, and nothing is to be concluded from it. */
    private static void forAll(Consumer<Long> one) {
        int started = CASES;
        for (long seed = 0; seed < CASES; seed++) {
            try {
                one.accept(seed);
            } catch (ModelPool.NoHost _) {
                started--;
            }
        }
        assertThat(started).as("in most cases a host takes the VM").isGreaterThan(CASES * 9 / 10);
    }

    private static List<Step> now(Plan plan) {
        return VmGate.split(plan, ManagementGate.WRITE, RestartWhen.Immediately, false, new Approvals(List.of()))
                .now();
    }

    private static boolean there(DesiredVm want, AVm vm) {
        return want.disks().orElseThrow().stream()
                .filter(DesiredVm.Disk::storageNamed)
                .allMatch(entry -> vm.disks.stream()
                        .anyMatch(d -> d.entry().equals(Optional.of(entry.name()))
                                && Optional.of(d.sr()).equals(entry.storage().found())));
    }

    /** Ends with everything where it shall be, or says why not; and either way nothing of what it switched off stays off. */
    @Test
    void getsThereOrSaysWhyNotAndPutsBackWhatItTookOff() {
        int[] settled = {0};
        forAll(seed -> {
            Random random = Seeds.random(seed);
            ModelPool pool = pool(random);
            Set<Integer> trackedBefore = trackedDevices(pool);
            DesiredVm want = wish(random).vm();
            Plan plan = pool.plan(want);
            for (int round = 0; round < ROUNDS && !now(plan).isEmpty(); round++) {
                pool.execute(now(plan));
                plan = pool.plan(want);
            }
            String as = "seed " + seed + " " + plan;
            assertThat(now(plan)).as(as).isEmpty();
            AVm vm = pool.only();
            assertThat(there(want, vm) || !plan.hindrances().isEmpty()).as(as).isTrue();
            assertThat(vm.otherConfig).as(as).doesNotContainKey(Keys.MOVING);
            assertThat(trackedDevices(pool)).as(as).isEqualTo(trackedBefore);
            assertThat(vm.disks)
                    .as(as)
                    .allMatch(
                            d -> d.of().filter(of -> of.entry().equals(d.entry().orElseThrow()))
                                    .isPresent());
            settled[0] += plan.hindrances().isEmpty() ? 1 : 0;
        });
        assertThat(settled[0]).as("most wishes can be fulfilled").isGreaterThan(CASES / 2);
    }

    private static Set<Integer> trackedDevices(ModelPool pool) {
        Set<Integer> devices = new java.util.HashSet<>();
        pool.only().disks.stream().filter(d -> pool.tracked.contains(d.vdi())).forEach(d -> devices.add(d.device()));
        return devices;
    }

    @Test
    void whatIsPlannedNextIsWhatWasLeftOfThePlan() {
        List<String> wrong = new ArrayList<>();
        int[] made = {0, 0};
        forAll(seed -> {
            Random random = Seeds.random(seed);
            ModelPool pool = pool(random);
            pool.movesLoseMarks = false; // that cannot be foreseen
            DesiredVm want = wish(random).vm();
            List<String> left = List.of();
            for (int round = 0; round < ROUNDS; round++) {
                Plan plan = pool.plan(want);
                List<String> now = plan.all().stream().map(Step::canonical).toList();
                if (round > 0 && !now.equals(left)) {
                    wrong.add("seed %d round %d%n left %s%n  now %s".formatted(seed, round, left, now));
                }
                if (now.isEmpty() || !wrong.isEmpty()) {
                    made[1] += plan.hindrances().isEmpty() ? 0 : 1;
                    return;
                }
                int before = pool.done.size();
                pool.execute(plan.all());
                left = now.subList(pool.done.size() - before, now.size());
                made[0] += pool.done.size() - before;
            }
        });
        System.out.printf(
                "moves: %d random wishes and pools, %d actions, %d ends in which something is refused%n",
                CASES, made[0], made[1]);
        assertThat(wrong).isEmpty();
        assertThat(made[0]).as("something is done").isGreaterThan(CASES);
    }

    /** Killed after each action: nothing is remembered but what is on the pool's objects (S2). */
    @Test
    void isCarriedOnWhereverItIsCut() {
        forAll(seed -> {
            Random random = Seeds.random(seed);
            ModelPool pool = pool(random);
            Set<Integer> trackedBefore = trackedDevices(pool);
            DesiredVm want = wish(random).vm();
            for (int round = 0; round < 3 * ROUNDS; round++) {
                List<Step> steps = now(pool.plan(want));
                pool.execute(steps.subList(0, Math.min(1, steps.size())));
            }
            AVm vm = pool.only();
            assertThat(now(pool.plan(want))).as("seed " + seed).isEmpty();
            assertThat(vm.disks).as("seed " + seed).hasSize(2);
            assertThat(vm.otherConfig).as("seed " + seed).doesNotContainKey(Keys.MOVING);
            assertThat(trackedDevices(pool)).as("seed " + seed).isEqualTo(trackedBefore);
        });
    }

    private static ModelPool running(SrRef root) {
        ModelPool pool = new ModelPool();
        pool.hosts = List.of(ONE, TWO);
        AVm vm = AVm.ofOurs();
        vm.disks.clear();
        vm.disks.add(vm.disk("root", 0, 10).on(root));
        return pool.with(vm);
    }

    private static List<String> calls(Plan plan) {
        List<String> calls = new ArrayList<>();
        plan.steps().forEach(step -> calls.addAll(step.action().calls()));
        return calls;
    }

    private static Hindrance only(Plan plan) {
        assertThat(plan.steps()).noneMatch(step -> step.action().isTask());
        assertThat(plan.hindrances()).hasSize(1);
        return plan.hindrances().getFirst();
    }

    @Test
    void aMoveOnSharedStorageTakesOneCallAndOneOfLocalDisksThree() {
        DesiredVm want = Wanted.running().disk("root", 10).on(TWO, true).vm();
        assertThat(calls(running(AVm.NAS).plan(want)))
                .containsExactly(
                        "VM.set_affinity",
                        "VM.assert_can_boot_here",
                        "Async.VM.pool_migrate",
                        "VM.add_to_other_config");
        assertThat(calls(running(AVm.LOCAL1).plan(want)))
                .containsSubsequence(
                        "VM.add_to_other_config",
                        "host.migrate_receive",
                        "VM.assert_can_migrate",
                        "Async.VM.migrate_send",
                        "VM.remove_from_other_config");
    }

    @Test
    void theDataGoesOverTheNetworkThatWasChosenForIt() {
        DesiredVm want = Wanted.running().disk("root", 10).on(TWO, true).vm();
        ModelPool shared = running(AVm.NAS);
        assertThat(migration(shared.plan(want)))
                .as("none was chosen: the pool decides")
                .isEqualTo(new PowerAction.Migrate(shared.only().ref, TWO.ref(), Optional.empty()));
        shared.road = new Resolved.Found<>(new Moving.Road(AVm.IOT, true));
        assertThat(migration(shared.plan(want)))
                .isEqualTo(new PowerAction.Migrate(shared.only().ref, TWO.ref(), Optional.of(AVm.IOT)));
        ModelPool local = running(AVm.LOCAL1);
        local.road = shared.road;
        assertThat(migration(local.plan(want)))
                .isInstanceOfSatisfying(
                        PowerAction.MigrateWithDisks.class,
                        move -> assertThat(move.network()).isEqualTo(AVm.IOT));
        local.road = new Resolved.Unresolved<>(Hindrance.waits(Reason.MigrationNetwork, "no address there"));
        assertThat(only(local.plan(want)).message()).isEqualTo("no address there");
    }

    private static Action migration(Plan plan) {
        return plan.steps().stream()
                .map(Step::action)
                .filter(action ->
                        action instanceof PowerAction.Migrate || action instanceof PowerAction.MigrateWithDisks)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDiskGoesToStorageOfTheHostWhereNoneIsNamed() {
        ModelPool pool = running(AVm.LOCAL1);
        DesiredVm want = Wanted.running().disk("root", 10).on(TWO, true).vm();
        pool.execute(pool.plan(want).steps());
        assertThat(pool.only().disks.getFirst().sr()).isEqualTo(AVm.LOCAL2);
    }

    /** No host would reach the disk that stays and the one that goes: the VM could never start again. */
    @Test
    void aStoppedVmWhoseDisksNoHostWouldReachTogetherIsNotTornApart() {
        ModelPool pool = running(AVm.LOCAL1);
        AVm vm = pool.only();
        vm.disks.add(vm.disk("data", 1, 20).on(AVm.SSD));
        vm.halted();
        Wanted torn = Wanted.running().disk("root", 10).diskOn("data", AVm.LOCAL2);
        assertThat(pool.plan(torn.vm()).hindrances())
                .singleElement()
                .extracting(Hindrance::message)
                .isEqualTo(
                        "disks[data].storageRepositoryRef names storage local2, which host xcp1, where the VM would start, does not reach: name a host that does in placement.hostRef, or other storage");
        assertThat(calls(pool.plan(torn.vm()))).containsExactly("Async.VM.start");

        DesiredVm with = torn.on(TWO, false).vm();
        assertThat(pool.plan(with).hindrances()).isEmpty();
        assertThat(calls(pool.plan(with)))
                .as("the host that it prefers has room for both")
                .containsSubsequence("Async.VM.migrate_send", "Async.VM.start")
                .doesNotContain("Async.VDI.pool_migrate");
        for (int round = 0; round < ROUNDS; round++) {
            pool.execute(pool.plan(with).steps());
        }
        assertThat(vm.disks).extracting(DiskFacts::sr).containsOnly(AVm.LOCAL2);
        assertThat(vm.host).contains(TWO.ref());
    }

    /** S15: a preferred host acts at start, wherever the pool finds room then; it is no drift that it could not. */
    @Test
    void aVmThatStartedElsewhereForWantOfRoomStaysThere() {
        ModelPool pool = running(AVm.NAS);
        pool.only().halted();
        pool.hosts = List.of(ONE, AVm.host("xcp2", Bytes.GIB));
        DesiredVm want = Wanted.running().disk("root", 10).on(TWO, false).vm();
        for (int round = 0; round < ROUNDS; round++) {
            pool.execute(pool.plan(want).steps());
        }
        assertThat(pool.only().host).contains(ONE.ref());
        pool.hosts = List.of(ONE, TWO);
        assertThat(pool.plan(want).isDone()).isTrue();
        assertThat(calls(pool.plan(
                        Wanted.running().disk("root", 10).on(TWO, true).vm())))
                .as("a strict place insists")
                .containsExactly("VM.assert_can_boot_here", "Async.VM.pool_migrate");
    }

    @Test
    void storageThatTheHostDoesNotReachIsNamed() {
        DesiredVm want =
                Wanted.running().diskOn("root", AVm.LOCAL1).on(TWO, true).vm();
        assertThat(only(running(AVm.LOCAL1).plan(want)).message())
                .isEqualTo(
                        "host xcp2 does not reach storage local1 of disks[root]: name storage that it reaches, or leave storageRepositoryRef out");
        DesiredVm here = Wanted.running().diskOn("root", AVm.LOCAL2).vm();
        assertThat(only(running(AVm.LOCAL1).plan(here)).message()).contains("where the VM runs, does not reach");
    }

    @Test
    void aNetworkThatTheHostDoesNotHaveIsNamed() {
        ModelPool pool = running(AVm.NAS);
        pool.only().nics.add(pool.only().nic("front", 0, AVm.IOT));
        HostFacts apart = new HostFacts(
                TWO.ref(), TWO.uuid(), "xcp2", true, true, TWO.memoryFree(), TWO.storage(), Set.of(AVm.LAN), AVm.PLAIN);
        pool.hosts = List.of(ONE, apart);
        Hindrance why =
                only(pool.plan(Wanted.running().disk("root", 10).on(TWO, true).vm()));
        assertThat(why.reason()).isEqualTo(Reason.HostLacksResource);
        assertThat(why.message())
                .startsWith("host xcp2 is not on network iot, which networkInterfaces[front] of the VM uses");
    }

    @Test
    void whatHoldsTheVmToItsHostIsNamed() {
        DesiredVm want = Wanted.running().disk("root", 10).on(TWO, true).vm();
        ModelPool pci = running(AVm.NAS);
        pci.only().otherConfig.put(Keys.PCI, "0/0000:04:00.0");
        assertThat(only(pci.plan(want)).message()).contains("PCI devices");
        ModelPool gpu = running(AVm.NAS);
        gpu.only().virtualGpus = true;
        assertThat(gpu.plan(want).all()).noneMatch(step -> step.action() instanceof PowerAction.Migrate);
        assertThat(only(gpu.plan(want)).message())
                .isEqualTo("the VM cannot move to xcp2 while it runs, for it has a virtual GPU of its host: shut it"
                        + " down first");
        ModelPool nested = running(AVm.NAS);
        nested.only().platform.put(Capabilities.NESTED, "true");
        assertThat(only(nested.plan(want)).message()).contains("advanced.nestedVirtualization");
        ModelPool immobile = running(AVm.NAS);
        immobile.only().platform.put("nomigrate", "true");
        assertThat(only(immobile.plan(want)).reason()).isEqualTo(Reason.NotMovable);
    }

    @Test
    void noDiskMovesInARollingUpgradeButTheVmMay() {
        ModelPool local = running(AVm.LOCAL1);
        local.upgrading = true;
        DesiredVm want = Wanted.running().disk("root", 10).on(TWO, true).vm();
        assertThat(only(local.plan(want)).reason()).isEqualTo(Reason.RollingUpgrade);
        ModelPool shared = running(AVm.NAS);
        shared.upgrading = true;
        assertThat(shared.plan(want).hindrances()).isEmpty();
    }

    @Test
    void spaceThatIsLackingIsToldInFigures() {
        ModelPool pool = running(AVm.NAS);
        pool.free = Bytes.MIB;
        Hindrance why = only(pool.plan(Wanted.running().diskOn("root", AVm.SSD).vm()));
        assertThat(why.reason()).isEqualTo(Reason.NoCapacity);
        assertThat(why.message())
                .isEqualTo(
                        "storage ssd has 1Mi free and disks[root] needs 1Gi: free space on it, or name other storage in disks[root].storageRepositoryRef");
    }

    /** S5, S15: what another tool moved stays, until the spec names something else; only a strict place insists. */
    @Test
    void aDiskThatAnotherToolMovedIsFollowedAndNotFought() {
        ModelPool pool = running(AVm.SSD);
        pool.once.putAll(Map.of("root", "as-it-was-on-the-nas"));
        DesiredVm nas = Wanted.running().diskOn("root", AVm.NAS).vm();
        pool.execute(pool.plan(nas).steps());
        pool.once.put("root", "disk-root");
        assertThat(pool.plan(nas).isDone()).isTrue();
        assertThat(pool.only().disks.getFirst().sr()).isEqualTo(AVm.SSD);
        assertThat(calls(pool.plan(Wanted.running().diskOn("root", AVm.LOCAL1).vm())))
                .contains("Async.VDI.pool_migrate");
        assertThat(calls(pool.plan(
                        Wanted.running().diskOn("root", AVm.NAS).on(ONE, true).vm())))
                .as("a strict place insists")
                .contains("Async.VDI.pool_migrate");

        ModelPool strict = running(AVm.SSD);
        strict.once.put("root", "as-it-was-on-the-nas");
        assertThat(calls(strict.plan(
                        Wanted.running().diskOn("root", AVm.NAS).on(ONE, true).vm())))
                .contains("Async.VDI.pool_migrate");
    }

    /** A move that was given up: the spec says again what is. */
    @Test
    void whatWasSwitchedOffForAMoveThatIsNotWantedAnyMoreIsSwitchedOnAgain() {
        ModelPool pool = running(AVm.NAS);
        pool.tracked.add(pool.only().disks.getFirst().vdi());
        List<Step> steps =
                pool.plan(Wanted.running().diskOn("root", AVm.SSD).vm()).steps();
        pool.execute(steps.subList(0, 2));
        assertThat(pool.tracked).isEmpty();
        assertThat(pool.only().otherConfig).containsKey(Keys.MOVING);
        pool.execute(pool.plan(Wanted.running().diskOn("root", AVm.NAS).vm()).steps());
        assertThat(pool.tracked).hasSize(1);
        assertThat(pool.only().otherConfig).doesNotContainKey(Keys.MOVING);
    }
}
