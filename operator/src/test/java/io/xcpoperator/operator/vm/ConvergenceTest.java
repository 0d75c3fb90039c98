package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From many a state of the pool to many a wish: it gets there, stays there, and never leaves its announced way. */
class ConvergenceTest {
    private static final int ROUNDS = 40;
    private static final int CASES = Integer.getInteger("xcp.cases", 2000);

    static Stream<Integer> seeds() {
        return IntStream.range(0, CASES).boxed();
    }

    @Test
    void reachesEveryWishFromEveryState() {
        seeds().forEach(seed -> {
            Random random = new Random(seed);
            ModelPool pool = startingState(random);
            DesiredVm want = wish(random).vm();
            settle(pool, want, "seed " + seed);
            assertSettled(pool, want, "seed " + seed);
        });
    }

    @Test
    void whatIsPlannedNextIsWhatWasLeftOfThePlan() {
        seeds().forEach(seed -> {
            Random random = new Random(seed);
            ModelPool pool = startingState(random);
            DesiredVm want = wish(random).vm();
            List<String> left = null;
            for (int round = 0; round < ROUNDS; round++) {
                Plan plan = pool.plan(want);
                List<String> now = plan.all().stream().map(Step::canonical).toList();
                if (left != null) {
                    assertThat(now).as("seed %d round %d", seed, round).isEqualTo(left);
                }
                if (now.isEmpty()) {
                    return;
                }
                int before = pool.done.size();
                pool.execute(plan.all());
                left = now.subList(pool.done.size() - before, now.size());
            }
        });
    }

    @ParameterizedTest(name = "cut after {0} actions")
    @MethodSource("cuts")
    void aCreationThatIsCutAnywhereEndsInOneVm(int cut) {
        ModelPool pool = new ModelPool();
        DesiredVm want = Wanted.running()
                .cpus(2, 4)
                .memory(4)
                .disk("root", 40)
                .disk("data", 20)
                .nic("lan", AVm.LAN)
                .tags("web")
                .vm();
        // killed after each action from the first on: nothing is bound, nothing remembered
        for (int round = 0; round < ROUNDS; round++) {
            List<Step> steps = pool.plan(want).all();
            int until = round == 0 ? Math.min(cut, steps.size()) : steps.size();
            pool.execute(steps.subList(0, until));
        }
        assertSettled(pool, want, "cut " + cut);
        assertThat(pool.only().disks).hasSize(2);
        assertThat(pool.only().nics).hasSize(1);
        assertThat(pool.loose).isEmpty();
    }

    static Stream<Integer> cuts() {
        return IntStream.range(0, 25).boxed();
    }

    @Test
    void aDeletionThatIsCutAnywhereLeavesNothingBehind() {
        for (Power power : List.of(Power.Halted, Power.Running, Power.Paused, Power.Suspended)) {
            for (ShutdownMode mode : List.of(ShutdownMode.Clean, ShutdownMode.CleanThenForce, ShutdownMode.Force)) {
                ModelPool pool = new ModelPool().with(AVm.ofOurs().in(power));
                pool.loose.add(new LooseDisk(
                        new VdiRef("OpaqueRef:kept"),
                        new VdiUuid("kept"),
                        1,
                        Optional.of(Keys.DiskOf.of(AVm.ME, AVm.UUID, "old")),
                        false));
                DesiredVm want = Wanted.running().stop(mode).vm();
                var fate = new TeardownPlanner.Fate(true, false, Optional.empty());
                for (int round = 0; round < ROUNDS; round++) {
                    List<Step> steps = new TeardownPlanner(ModelPool.NOW)
                            .plan(want, pool.observe(want), fate, 1)
                            .steps();
                    pool.execute(steps.subList(0, Math.min(1, steps.size())));
                }
                assertThat(pool.vms).as("%s %s", power, mode).isEmpty();
                assertThat(pool.loose).as("%s %s", power, mode).isEmpty();
            }
        }
    }

    private static void settle(ModelPool pool, DesiredVm want, String as) {
        for (int round = 0; round < ROUNDS; round++) {
            Plan plan = pool.plan(want);
            Gated gated = VmGate.split(plan, ManagementGate.WRITE, RestartWhen.Immediately, new Approvals(List.of()));
            assertThat(plan.hindrances()).as(as).isEmpty();
            if (gated.now().isEmpty()) {
                return;
            }
            pool.execute(gated.now());
        }
        throw new AssertionError("no end after " + ROUNDS + " rounds: " + as + " " + pool.plan(want));
    }

    private static void assertSettled(ModelPool pool, DesiredVm want, String as) {
        Plan plan = pool.plan(want);
        assertThat(plan.all()).as(as).isEmpty();
        AVm vm = pool.only();
        want.power().ifPresent(power -> assertThat(vm.power).as(as).isEqualTo(power));
        want.name().ifPresent(name -> assertThat(vm.name).as(as).isEqualTo(name));
        want.memory()
                .size()
                .ifPresent(size -> assertThat(vm.memory.dynamicMax()).as(as).isEqualTo(size));
        want.cpu()
                .count()
                .ifPresent(count -> assertThat(vm.vcpusAtStartup).as(as).isEqualTo(count));
        assertThat(vm.template).as(as).isFalse();
        assertThat(vm.otherConfig).as(as).doesNotContainKeys(Keys.RESTART, Keys.REFUSED);
        if (vm.power == Power.Paused || vm.power == Power.Suspended) {
            return; // what hangs on it cannot be taken off now: shown as pending
        }
        want.disks()
                .ifPresent(disks -> assertThat(vm.disks.stream().flatMap(d -> d.entry().stream()))
                        .as(as)
                        .containsExactlyInAnyOrderElementsOf(
                                disks.stream().map(DesiredVm.Disk::name).toList()));
        want.nics()
                .ifPresent(nics -> assertThat(vm.nics.stream().flatMap(n -> n.entry().stream()))
                        .as(as)
                        .containsExactlyInAnyOrderElementsOf(
                                nics.stream().map(DesiredVm.Nic::name).toList()));
    }

    private static ModelPool startingState(Random random) {
        ModelPool pool = new ModelPool();
        pool.guestsHaveTools = true;
        if (random.nextInt(4) == 0) {
            return pool;
        }
        AVm vm = AVm.ofOurs()
                .in(List.of(Power.Halted, Power.Running, Power.Paused, Power.Suspended)
                        .get(random.nextInt(4)));
        vm.disks.clear();
        vm.growsLive = random.nextBoolean();
        vm.disks.add(vm.disk("root", 0, 10 + random.nextInt(3) * 10L));
        if (random.nextBoolean()) {
            vm.disks.add(vm.disk("data", 1, 20));
        }
        if (random.nextBoolean()) {
            vm.nics.add(vm.nic("lan", 0, random.nextBoolean() ? AVm.LAN : AVm.IOT));
        }
        if (random.nextBoolean()) {
            vm.nics.add(vm.nic("old", 1, AVm.IOT));
        }
        vm.vcpusMax = 2 + random.nextInt(4);
        vm.vcpusAtStartup = 1 + random.nextInt((int) vm.vcpusMax);
        vm.vcpusFrozen = vm.vcpusAtStartup;
        vm.vcpusLive = vm.power == Power.Running || vm.power == Power.Paused
                ? Optional.of(vm.vcpusAtStartup)
                : Optional.empty();
        long max = (2L + random.nextInt(4)) * Bytes.GIB;
        vm.memory = new MemoryFacts(Bytes.GIB, max, max, max);
        if (random.nextBoolean()) {
            vm.tags.add("foreign");
        }
        return pool.with(vm);
    }

    private static Wanted wish(Random random) {
        Wanted wanted = Wanted.running()
                .power(List.of(Power.Halted, Power.Running, Power.Running, Power.Paused, Power.Suspended)
                        .get(random.nextInt(5)))
                .stop(List.of(ShutdownMode.Clean, ShutdownMode.Force).get(random.nextInt(2)))
                .disk("root", 40);
        if (random.nextBoolean()) {
            wanted.disk("data", 20);
        }
        if (random.nextBoolean()) {
            wanted.nic("lan", AVm.LAN);
        }
        boolean stops = wanted.power.orElseThrow() == Power.Running || wanted.power.orElseThrow() == Power.Halted;
        if (random.nextBoolean() && stops) {
            wanted.memory(2 + random.nextInt(6));
        }
        if (random.nextBoolean() && stops) {
            wanted.cpus(1 + random.nextInt(6));
        }
        if (random.nextBoolean()) {
            wanted.tags("web", "front");
        }
        if (random.nextInt(3) == 0) {
            wanted.on(AVm.XCP2, random.nextBoolean());
        }
        return wanted;
    }
}
