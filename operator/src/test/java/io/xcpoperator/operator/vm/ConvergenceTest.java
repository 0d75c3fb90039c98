package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.api.v1alpha1.vm.RestartWhen;
import io.xcpoperator.api.v1alpha1.vm.ShutdownMode;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VtpmRef;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From many a state of the pool to many a wish: it gets there, stays there, and never leaves its announced way. */
class ConvergenceTest {
    private static final int ROUNDS = 40;
    private static final VdiRef ISO = new VdiRef("OpaqueRef:iso");
    private static final VdiRef TOOLS = new VdiRef("OpaqueRef:tools");
    private static final String FOREIGN = "a person wants to keep it";
    /** As {@link AVm#nic} has them at devices 0 and 1. */
    private static final String FIRST_MAC = "02:00:00:00:00:00";

    private static final String SECOND_MAC = "02:00:00:00:00:01";
    private static final int CASES = Integer.getInteger("xcp.cases", 3000);

    static Stream<Integer> seeds() {
        return IntStream.range(0, CASES).boxed();
    }

    @Test
    void reachesEveryWishFromEveryState() {
        seeds().forEach(seed -> {
            Random random = Seeds.random(seed);
            ModelPool pool = startingState(random);
            DesiredVm want = wish(random).vm();
            List<AVm> before = List.copyOf(pool.vms);
            Set<VdiRef> disks = before.stream()
                    .flatMap(vm -> vm.disks.stream().map(DiskFacts::vdi))
                    .collect(Collectors.toSet());
            List<NicFacts> foreign = before.stream()
                    .flatMap(vm -> vm.nics.stream().filter(n -> !n.marked()))
                    .toList();
            settle(pool, want, "seed " + seed);
            assertSettled(pool, want, "seed " + seed);
            assertNothingLost(pool, disks, foreign, "seed " + seed);
        });
    }

    @Test
    void whatIsPlannedNextIsWhatWasLeftOfThePlan() {
        var made = new AtomicInteger();
        seeds().forEach(seed -> {
            Random random = Seeds.random(seed);
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
                made.addAndGet(pool.done.size() - before);
            }
        });
        System.out.printf("virtual machines: %d random wishes and pools, %d actions%n", CASES, made.get());
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
                .cloudInit("#cloud-config")
                .vm();
        // killed after each action from the first on: nothing is bound, nothing remembered
        for (int round = 0; round < ROUNDS; round++) {
            List<Step> steps = pool.plan(want).all();
            int until = round == 0 ? Math.min(cut, steps.size()) : steps.size();
            pool.execute(steps.subList(0, until));
        }
        assertSettled(pool, want, "cut " + cut);
        assertThat(pool.only().disks).hasSize(3);
        assertThat(pool.only().disks.stream().filter(DiskFacts::isSeed)).hasSize(1);
        assertThat(pool.only().nics).hasSize(1);
        assertThat(pool.loose).isEmpty();
    }

    static Stream<Integer> cuts() {
        return IntStream.range(0, 32).boxed();
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
            Gated gated =
                    VmGate.split(plan, ManagementGate.WRITE, RestartWhen.Immediately, false, new Approvals(List.of()));
            assertThat(plan.hindrances()).as(as).allMatch(why -> why.reason() == Reason.NotMovable);
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
        assertUpkeep(vm, want, as);
        if (vm.power == Power.Running || vm.power == Power.Halted) {
            assertMachine(vm, want, as);
        }
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

    /** Of what was there: no disk, and nothing that others put on the VM. */
    private static void assertNothingLost(ModelPool pool, Set<VdiRef> disks, List<NicFacts> foreign, String as) {
        Set<VdiRef> now = pool.loose.stream().map(LooseDisk::vdi).collect(Collectors.toSet());
        pool.only().disks.forEach(d -> now.add(d.vdi()));
        assertThat(now)
                .as(as)
                .containsAll(disks.stream()
                        .filter(d -> !d.value().contains("vdi-cloud-init"))
                        .toList());
        assertThat(pool.only().nics)
                .as(as)
                .extracting(NicFacts::vif)
                .containsAll(foreign.stream().map(NicFacts::vif).toList());
        assertThat(pool.only().nics.stream().map(NicFacts::mac)).as(as).doesNotHaveDuplicates();
    }

    private static void assertUpkeep(AVm vm, DesiredVm want, String as) {
        want.description().ifPresent(text -> assertThat(vm.description).as(as).isEqualTo(text));
        want.tags().ifPresent(tags -> assertThat(vm.tags).as(as).containsAll(tags));
        assertThat(vm.facts().blockedByUs(VmOperation.DESTROY))
                .as(as)
                .isEqualTo(want.protection().orElse(false)
                        && !vm.blocked.getOrDefault(VmOperation.DESTROY, "").equals(FOREIGN));
        assertThat(vm.blocked).as(as).doesNotContainKey(VmOperation.START);
        want.autoPowerOn()
                .ifPresent(on -> assertThat("true".equals(vm.otherConfig.get(Keys.AUTO_POWER_ON)))
                        .as(as)
                        .isEqualTo(on));
        DesiredVm.Ha ha = want.ha();
        ha.priority().ifPresent(p -> assertThat(vm.ha.priority()).as(as).isEqualTo(p));
        ha.order().ifPresent(order -> assertThat(vm.ha.order()).as(as).isEqualTo(order));
        ha.startDelay().ifPresent(delay -> assertThat(vm.ha.startDelay()).as(as).isEqualTo(delay));
        DesiredVm.Cpu cpu = want.cpu();
        cpu.weight().ifPresent(w -> assertThat(vm.params).as(as).containsEntry("weight", Long.toString(w)));
        cpu.cap()
                .ifPresent(cap ->
                        assertThat(vm.params.getOrDefault("cap", "0")).as(as).isEqualTo(Long.toString(cap)));
        cpu.coresPerSocket().ifPresent(cores -> assertThat(vm.cores).as(as).contains(cores));
    }

    private static void assertMachine(AVm vm, DesiredVm want, String as) {
        DesiredVm.Machine machine = want.machine();
        machine.firmware().ifPresent(_ -> assertThat(vm.boot).as(as).containsEntry("firmware", "uefi"));
        machine.bootOrder().ifPresent(order -> assertThat(vm.boot).as(as).containsEntry("order", order));
        machine.secureBoot()
                .ifPresent(on -> assertThat(vm.platform.getOrDefault("secureboot", "false"))
                        .as(as)
                        .isEqualTo(Boolean.toString(on)));
        machine.vtpm()
                .filter(on -> on)
                .ifPresent(_ -> assertThat(vm.vtpms).as(as).hasSize(1));
        machine.vendorDevice()
                .ifPresent(on -> assertThat(vm.vendorDevice).as(as).isEqualTo(on));
        machine.videoRam().ifPresent(_ -> assertThat(vm.platform).as(as).containsEntry("videoram", "8"));
        machine.nested()
                .ifPresent(on -> assertThat(vm.facts().machine().on(Capabilities.NESTED))
                        .as(as)
                        .isEqualTo(on));
        machine.cd()
                .ifPresent(cd -> assertThat(vm.drives.getFirst().medium())
                        .as(as)
                        .isEqualTo(cd.medium().flatMap(Resolved::found)));
        want.nics().stream().flatMap(List::stream).forEach(entry -> {
            NicFacts nic = vm.nics.stream()
                    .filter(n -> n.entry().equals(Optional.of(entry.name())))
                    .findFirst()
                    .orElseThrow();
            entry.mac().ifPresent(mac -> assertThat(nic.mac()).as(as).isEqualTo(mac));
            NicLimits limits = nic.limits();
            entry.rateKBps()
                    .ifPresent(rate -> assertThat(limits.rateKBps()).as(as).isEqualTo(rate));
            entry.addresses().ifPresent(some -> {
                assertThat(limits.locked()).as(as).isEqualTo(!some.isEmpty());
                assertThat(limits.ipv4()).as(as).isEqualTo(NicLimits.ipv4(some));
            });
        });
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
        foreignParts(vm, random);
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
        machine(vm, random);
        upkeep(vm, random);
        for (int i = random.nextInt(4); i > 0; i--) {
            pool.takeSafety("earlier-" + i);
        }
        if (random.nextInt(3) == 0) {
            firstBoot(pool, vm, random);
        }
        return pool.with(vm);
    }

    /** What somebody else put on it, and what of ours they made anew without our mark. */
    private static void foreignParts(AVm vm, Random random) {
        if (random.nextInt(3) == 0) {
            vm.disks.add(vm.foreignDisk(vm.disks.size() == 1 ? 1 : 7));
        }
        boolean first = vm.nics.stream().noneMatch(n -> n.device() == 0);
        switch (random.nextInt(4)) {
            case 0 -> vm.nics.add(vm.foreignNic(2, "02:00:00:00:00:f2"));
            case 1 -> {
                if (first) {
                    vm.nics.add(vm.foreignNic(0, random.nextBoolean() ? FIRST_MAC : "02:00:00:00:00:f0"));
                }
            }
            case 2 -> {
                if (first) {
                    vm.nics.add(vm.foreignNic(5, FIRST_MAC));
                }
            }
            default -> {}
        }
    }

    /** A VM that was made with cloud-init, its drive on it, beside it or gone. */
    private static void firstBoot(ModelPool pool, AVm vm, Random random) {
        String print = Wanted.running()
                .cloudInit("#cloud-config")
                .seed
                .flatMap(seed -> seed.texts().found())
                .orElseThrow()
                .print();
        var stage = SeedMemo.Stage.values()[random.nextInt(3)];
        vm.own(Keys.SEED, stage.name().toLowerCase(java.util.Locale.ROOT) + "/" + print);
        pool.unplugRefused = random.nextInt(4) == 0;
        pool.agentSince = maybe(random, ModelPool.NOW.minus(SeedPlanner.AFTER_AGENT))
                .filter(_ -> vm.power == Power.Running || vm.power == Power.Paused);
        DiskFacts drive = vm.seedDrive(2);
        if (random.nextInt(4) != 0) {
            pool.content.put(drive.vdi(), random.nextInt(4) == 0 ? SeedFacts.FILLING : print);
        }
        switch (random.nextInt(3)) {
            case 0 -> vm.disks.add(drive);
            case 1 -> pool.loose.add(new LooseDisk(drive.vdi(), drive.uuid(), drive.size(), drive.of(), false));
            default -> {}
        }
    }

    /** What somebody set, or we did for another wish. */
    private static void upkeep(AVm vm, Random random) {
        vm.name = random.nextBoolean() ? "web" : "old-web";
        vm.description = random.nextBoolean() ? "" : "old";
        vm.ha = new HaFacts(List.of("", "restart", "best-effort").get(random.nextInt(3)), random.nextInt(3), 30);
        maybe(random, "true").ifPresent(on -> vm.otherConfig.put(Keys.AUTO_POWER_ON, on));
        maybe(random, "128").ifPresent(weight -> vm.params.put("weight", weight));
        maybe(random, "50").ifPresent(cap -> vm.params.put("cap", cap));
        if (random.nextInt(3) == 0) {
            vm.tags.addAll(Set.of("web", "gone"));
            vm.own(Keys.TAGS, random.nextBoolean() ? "gone\nweb" : "gone");
        }
        switch (random.nextInt(4)) {
            case 0 -> vm.blocked.put(VmOperation.DESTROY, Obstacles.OURS + "deletionProtection of apps/web");
            case 1 -> vm.blocked.put(VmOperation.DESTROY, FOREIGN);
            case 2 -> vm.blocked.put(VmOperation.START, Obstacles.OURS + "it is being deleted");
            default -> {}
        }
    }

    private static void machine(AVm vm, Random random) {
        vm.started = Optional.of(ModelPool.NOW);
        if (random.nextBoolean()) {
            vm.boot.remove("order");
        }
        if (random.nextInt(4) == 0) {
            vm.boot.put("firmware", "bios");
            vm.platform.put("device-model", "qemu-upstream-compat");
        } else if (random.nextBoolean()) {
            vm.vtpms.add(new VtpmRef("OpaqueRef:vtpm"));
        }
        if (random.nextBoolean()) {
            vm.platform.put("secureboot", "auto");
        }
        if (random.nextBoolean()) {
            vm.platform.put(random.nextBoolean() ? Capabilities.NESTED : Capabilities.NESTED_ON_8_2, "true");
            vm.otherConfig.put(Keys.PCI, "0/0000:04:00.0");
        }
        vm.vendorDevice = random.nextBoolean();
        if (random.nextBoolean()) {
            vm.drives.add(vm.drive(3, random.nextBoolean() ? Optional.of(ISO) : Optional.empty()));
        }
        if (random.nextBoolean()) {
            vm.nics.replaceAll(n -> n.limits(new NicLimits(100, true, Set.of("192.0.2.9"), Set.of())));
        }
    }

    private static DesiredVm.Machine machine(Random random) {
        return new DesiredVm.Machine(
                maybe(random, FirmwareMode.UEFI),
                maybe(random, false),
                maybe(random, random.nextBoolean()),
                maybe(random, random.nextBoolean() ? "cdn" : "n"),
                maybe(random, random.nextBoolean()),
                maybe(random, random.nextBoolean()),
                maybe(random, 8L),
                maybe(random, random.nextBoolean() ? List.of() : List.of("0000:03:00.0", "0000:03:00.1")),
                maybe(random, new DesiredVm.Cd(maybe(random, new Resolved.Found<>(TOOLS)))));
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static void upkeep(Wanted wanted, Random random) {
        wanted.description = maybe(random, random.nextBoolean() ? "" : "Front page");
        wanted.autoPowerOn = maybe(random, random.nextBoolean());
        wanted.protection = maybe(random, random.nextBoolean());
        wanted.ha = new DesiredVm.Ha(
                maybe(random, List.of("", "restart", "best-effort").get(random.nextInt(3))),
                maybe(random, (long) random.nextInt(3)),
                maybe(random, 30L * random.nextInt(3)));
    }

    private static Wanted wish(Random random) {
        Wanted wanted = Wanted.running()
                .power(List.of(Power.Halted, Power.Running, Power.Running, Power.Paused, Power.Suspended)
                        .get(random.nextInt(5)))
                .stop(List.of(ShutdownMode.Clean, ShutdownMode.Force).get(random.nextInt(2)))
                .disk("root", 40);
        boolean takenOver = random.nextInt(4) == 0;
        if (takenOver) {
            wanted.takenOver = Set.of(AVm.UUID);
        }
        if (random.nextBoolean()) {
            wanted.disk("data", 20);
        }
        if (random.nextBoolean()) {
            wanted.nic(new DesiredVm.Nic(
                    "lan",
                    Optional.empty(),
                    new Resolved.Found<>(AVm.LAN),
                    maybe(random, FIRST_MAC).filter(_ -> !takenOver),
                    maybe(random, random.nextBoolean() ? 0L : 500L),
                    maybe(random, random.nextBoolean() ? Set.of() : Set.of("192.0.2.1", "2001:db8::1")),
                    maybe(random, new DesiredVm.SeenNic(AVm.UUID, Optional.of(0), FIRST_MAC)),
                    Optional.empty()));
            if (random.nextInt(3) == 0) {
                ANic renamed = new ANic("new");
                wanted.nic((takenOver ? renamed : renamed.mac(SECOND_MAC)).entry());
            }
        }
        wanted.machine = machine(random);
        // a template and a VM with BIOS take no TPM
        if (wanted.machine.firmware().isEmpty()) {
            wanted.machine = DesiredVm.Machine.unmanaged();
        }
        boolean stops = wanted.power.orElseThrow() == Power.Running || wanted.power.orElseThrow() == Power.Halted;
        if (random.nextBoolean() && stops) {
            wanted.memory(2 + random.nextInt(6));
        }
        if (random.nextBoolean() && stops) {
            wanted.cpus(1 + random.nextInt(6));
        } else if (random.nextBoolean() && stops) {
            wanted.cpu = new DesiredVm.Cpu(
                    maybe(random, 1L + random.nextInt(4)),
                    Optional.of(4L),
                    maybe(random, List.of(1L, 2L, 4L).get(random.nextInt(3))),
                    maybe(random, 512L),
                    maybe(random, random.nextBoolean() ? 0L : 75L));
        }
        upkeep(wanted, random);
        if (random.nextBoolean()) {
            wanted.tags("web", "front");
        }
        if (random.nextInt(3) == 0) {
            wanted.on(AVm.XCP2, random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            wanted.safety = Optional.of(
                    new DesiredVm.Safety(random.nextBoolean(), random.nextBoolean(), 1 + random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            wanted.cloudInit(random.nextBoolean() ? "#cloud-config" : "#!/bin/sh", random.nextBoolean());
        }
        return wanted;
    }
}
