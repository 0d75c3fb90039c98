package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.Fitting;
import io.xcpoperator.api.v1alpha1.NameOrUuid;
import io.xcpoperator.api.v1alpha1.Ref;
import io.xcpoperator.api.v1alpha1.SecretKeyRef;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.owner.Claims;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.testing.Seeds;
import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkDefaultLockingMode;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.SrUuid;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VtpmRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From many a VM as a pool may have it: what is exported of it plans nothing but our marks. */
class VmExportTest {
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
    private static final int CASES = Integer.getInteger("xcp.cases", 1000);
    private static final ExportScope SCOPE = new ExportScope(
            PoolView.of(
                    List.of(sr(AVm.NAS, "nas"), sr(AVm.SSD, "ssd"), network(AVm.LAN, "lan"), network(AVm.IOT, "iot")),
                    List.of()),
            new ObjectKey("infra", "home"),
            "infra",
            "apps",
            Map.of(
                    "nas",
                    new ObjectKey("infra", "nas"),
                    "ssd",
                    new ObjectKey("infra", "ssd"),
                    "lan",
                    new ObjectKey("infra", "lan")));

    @Test
    void whateverAVmIsLikeItsManifestAsksForNothingButWhatIs() {
        Map<String, Integer> said = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            VmFacts vm = vm(Seeds.random(seed));
            Exported exported = VmExport.of(vm, SCOPE, "web");
            VirtualMachineSpec spec = ((VirtualMachine) exported.manifest()).getSpec();
            assertThat(Fitting.fit(spec))
                    .as("seed %d: within the schema's bounds", seed)
                    .isEqualTo(spec);
            SpecReader.Reading reading = SpecReader.read(AVm.ME, spec, new Names(), Set.of(), Map.of(), NOW);
            assertThat(reading.problems()).as("seed %d", seed).isEmpty();
            Plan plan = plan(reading.want().orElseThrow(), vm);
            if (Oddities.in(vm).isEmpty()) {
                assertThat(plan.hindrances()).as("seed %d %s", seed, spec).isEmpty();
            }
            assertThat(plan.restart()).as("seed %d %s", seed, spec).isEmpty();
            assertThat(plan.nextBoot()).as("seed %d %s", seed, spec).isEmpty();
            assertThat(plan.steps())
                    .as("seed %d %s", seed, spec)
                    .allSatisfy(step -> assertThat(step.action())
                            .isInstanceOfAny(
                                    MakingAction.Mark.class, DiskAction.MarkVbd.class, NicAction.MarkNic.class));
            count(spec, said);
        }
        assertThat(said)
                .as("each was said now and then: %s", said)
                .containsOnlyKeys(
                        "cpu", "memory", "firmware", "boot", "advanced", "disks", "nics", "ha", "tags", "autoPowerOn")
                .allSatisfy((_, times) -> assertThat(times).isGreaterThan(CASES / 50));
    }

    private static void count(VirtualMachineSpec spec, Map<String, Integer> said) {
        Map<String, Optional<?>> all = Map.of(
                "cpu", Optional.ofNullable(spec.cpu()),
                "memory", Optional.ofNullable(spec.memory()),
                "firmware", Optional.ofNullable(spec.firmware()),
                "boot", Optional.ofNullable(spec.boot()),
                "advanced", Optional.ofNullable(spec.advanced()),
                "disks", Optional.ofNullable(spec.disks()),
                "nics", Optional.ofNullable(spec.networkInterfaces()),
                "ha", Optional.ofNullable(spec.highAvailability()),
                "tags", Optional.ofNullable(spec.tags()),
                "autoPowerOn", Optional.ofNullable(spec.autoPowerOn()));
        all.forEach((field, value) -> value.ifPresent(_ -> said.merge(field, 1, Integer::sum)));
    }

    private static Plan plan(DesiredVm want, VmFacts vm) {
        var around = new Surroundings(
                SCOPE.pool(),
                List.of(AVm.XCP1, AVm.XCP2),
                Map.of(),
                List.of(),
                Map.of(),
                new Approvals(List.of()),
                Claims.none(),
                true,
                AVm.CAN);
        var seen = new Observed.Seen(new Identity.Claimable(vm, false, "named"), around, List.of(), false, Map.of());
        return new VmPlanner(NOW, 0).plan(want, seen, 1, Optional.empty());
    }

    private static VmFacts vm(Random random) {
        AVm vm = new AVm();
        vm.otherConfig.clear();
        vm.name = one(random, "web", "", "x".repeat(300), "Mail Server", "日本");
        vm.description = one(random, "", "Front page", "y".repeat(2000));
        vm.tags.addAll(one(random, Set.of(), Set.of("prod", "42"), Set.of("z".repeat(200))));
        vm.power = one(random, Power.Running, Power.Halted, Power.Suspended, Power.Paused);
        boolean stopped = vm.power == Power.Halted;
        vm.host = stopped ? Optional.empty() : Optional.of(AVm.XCP1.ref());
        vm.affinity = one(random, Optional.empty(), Optional.of(AVm.XCP2.ref()));
        vm.vcpusMax = one(random, 1L, 2L, 4L, 6L, 300L);
        vm.vcpusAtStartup = Math.min(vm.vcpusMax, one(random, 0L, 1L, 2L, 4L));
        vm.vcpusLive = stopped || random.nextBoolean() ? Optional.empty() : Optional.of(one(random, 1L, 2L, 4L));
        vm.cores = one(
                random,
                Optional.empty(),
                Optional.of(1L),
                Optional.of(2L),
                Optional.of(4L),
                Optional.of(0L),
                Optional.of(-3L));
        vm.params.putAll(one(
                random,
                Map.of(),
                Map.of("weight", "512"),
                Map.of("weight", "0", "cap", "50"),
                Map.of("weight", "much")));
        vm.memory = memory(random);
        vm.hvm = random.nextInt(5) > 0;
        vm.boot.clear();
        vm.boot.putAll(one(
                random,
                Map.of(),
                Map.of("firmware", "bios", "order", "cdn"),
                Map.of("firmware", "uefi", "order", "n"),
                Map.of("firmware", "uefi", "order", "ncd"),
                Map.of("order", "nn"),
                Map.of("firmware", "uefi", "order", "xyz")));
        vm.platform.putAll(one(
                random,
                Map.of(),
                Map.of("secureboot", "true"),
                Map.of("secureboot", "auto"),
                Map.of("nested-virt", "true"),
                Map.of("videoram", "8")));
        vm.vendorDevice = random.nextBoolean();
        vm.vtpms.addAll(one(random, List.of(), List.of(new VtpmRef("OpaqueRef:vtpm"))));
        vm.ha = new HaFacts(
                one(random, "", "restart", "best-effort", "odd"),
                one(random, 0L, 2L, 99999L),
                one(random, 0L, 30L, -1L));
        vm.drivers = random.nextBoolean();
        vm.hotplug = random.nextBoolean();
        vm.otherConfig.putAll(one(
                random,
                Map.of(),
                Map.of("auto_poweron", "true"),
                Map.of("auto_poweron", "false", "pci", "0/0000:04:01.0"),
                Map.of("pci", "0/what")));
        parts(vm, random);
        return vm.facts();
    }

    private static void parts(AVm vm, Random random) {
        for (int device : one(random, List.<Integer>of(), List.of(0), List.of(0, 1, 4), List.of(2, 3, 15, 16))) {
            DiskFacts disk = vm.disk("d" + device, device, 10);
            vm.disks.add(new DiskFacts(
                    disk.vbd(),
                    disk.vdi(),
                    disk.uuid(),
                    one(random, AVm.NAS, AVm.SSD, new SrRef("OpaqueRef:gone")),
                    one(random, 10 * Bytes.GIB, 10 * Bytes.GIB + 512, 100L),
                    0,
                    device,
                    disk.attached() && random.nextInt(4) > 0,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    1,
                    random.nextBoolean()));
        }
        for (int device : one(random, List.<Integer>of(), List.of(0), List.of(0, 1, 2), List.of(5, 6, 7))) {
            NicFacts nic = vm.nic("n" + device, device, one(random, AVm.LAN, AVm.IOT));
            vm.nics.add(new NicFacts(
                    nic.vif(),
                    device,
                    nic.network(),
                    one(random, nic.mac(), "01:00:00:00:00:01", "odd", "02:AA:00:00:00:0" + device),
                    nic.attached() && random.nextInt(4) > 0,
                    new NicLimits(
                            one(random, 0L, 500L, 99_000_000L),
                            random.nextBoolean(),
                            one(random, Set.of(), Set.of("192.0.2.7", "192.0.2.8")),
                            one(random, Set.of(), Set.of("2001:db8::7"))),
                    Optional.empty(),
                    false));
        }
    }

    private static MemoryFacts memory(Random random) {
        long staticMax = one(random, 1L, 4L, 8L) * Bytes.GIB;
        long high = random.nextBoolean() ? staticMax : one(random, staticMax / 2, staticMax + 1, Bytes.MIB);
        return new MemoryFacts(Math.min(high, Bytes.GIB / 2), staticMax, random.nextInt(3) > 0 ? high : high / 2, high);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    private static <T> T one(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }

    private static SrRecord sr(SrRef ref, String uuid) {
        return new SrRecord(
                ref,
                new SrUuid(uuid),
                uuid,
                "",
                "nfs",
                "",
                true,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Set.of(),
                false,
                Set.of(),
                Map.of());
    }

    private static NetworkRecord network(NetworkRef ref, String uuid) {
        return new NetworkRecord(
                ref,
                new NetworkUuid(uuid),
                uuid,
                "",
                "",
                1500,
                true,
                Set.of(),
                NetworkDefaultLockingMode.UNLOCKED,
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** As they are once the manifests beside it are applied. */
    private static final class Names implements References {
        @Override
        public Resolved<NetworkRef> network(Ref ref) {
            return new Resolved.Found<>(ref.equals(new Ref("lan", "infra")) ? AVm.LAN : AVm.IOT);
        }

        @Override
        public Resolved<SrRef> storage(Ref ref) {
            return new Resolved.Found<>(ref.equals(new Ref("nas", "infra")) ? AVm.NAS : AVm.SSD);
        }

        @Override
        public Resolved<SrRef> defaultStorage(Optional<HostRef> only) {
            return new Resolved.Found<>(AVm.NAS);
        }

        @Override
        public Resolved<DesiredVm.Place> host(String name, boolean strict) {
            throw new AssertionError("no manifest names a host");
        }

        @Override
        public Optional<String> userOf(String mac, Owner me) {
            return Optional.empty();
        }

        @Override
        public Resolved<VdiRef> guestTools() {
            throw new AssertionError("no manifest inserts a medium");
        }

        @Override
        public Resolved<Seed.Text> text(String field, SecretKeyRef ref) {
            throw new AssertionError("no manifest has cloud-init");
        }

        @Override
        public Resolved<ImageFacts> image(Ref ref) {
            throw new AssertionError("no manifest makes a VM");
        }

        @Override
        public Resolved<VdiRef> medium(Ref ref) {
            throw new AssertionError("no manifest inserts a medium");
        }

        @Override
        public Resolved<VmFacts> template(NameOrUuid wanted) {
            throw new AssertionError("no manifest makes a VM");
        }

        @Override
        public Resolved<VmFacts> platformTemplate(NameOrUuid wanted) {
            throw new AssertionError("no manifest makes a VM");
        }

        @Override
        public Resolved<VmFacts> snapshot(String name, Optional<SrRef> copyTo) {
            throw new AssertionError("no manifest makes a VM");
        }
    }
}
