package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.xcpoperator.api.v1alpha1.ApiField;
import io.xcpoperator.api.v1alpha1.FieldClass;
import io.xcpoperator.api.v1alpha1.FieldClasses;
import io.xcpoperator.api.v1alpha1.vm.FirmwareMode;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of change classes and what the planners do are one. */
class FieldClassesTest {
    private static final Optional<Set<String>> NO_ADDRESSES = Optional.empty();

    /** Spec changes, each with the fields it is about, as {@code disks.size}. */
    private static Map<String, Wanted> wishes() {
        Map<String, Wanted> all = new HashMap<>();
        all.put("cpu.count", Wanted.running().cpus(3));
        all.put("cpu.count ", Wanted.running().cpus(9));
        all.put("cpu.max", Wanted.running().cpus(2, 8));
        all.put("memory.size", Wanted.running().memory(2, 4));
        all.put("memory.size ", Wanted.running().memory(8));
        all.put("memory.max", Wanted.running().memory(4, 8));
        all.put("disks.size", Wanted.running().disk("root", 60));
        all.put("disks", Wanted.running().disk("root", 40).disk("more", 1));
        all.put("disks ", Wanted.running().noDisks());
        all.put("networkInterfaces", Wanted.running().nic("lan", AVm.LAN).nic("more", AVm.LAN));
        all.put("networkInterfaces.networkRef", Wanted.running().nic("lan", AVm.IOT));
        all.put("networkInterfaces.rateLimitKBps", Wanted.running().nic(nic(Optional.of(9L), NO_ADDRESSES)));
        all.put(
                "networkInterfaces.allowedAddresses",
                Wanted.running().nic(nic(Optional.empty(), Optional.of(Set.of("192.0.2.1")))));
        all.put("firmware.mode", new AMachine().firmware(FirmwareMode.BIOS).on(Wanted.running()));
        all.put("firmware.secureBoot", new AMachine().secureBoot(true).on(Wanted.running()));
        all.put("firmware.vtpm", new AMachine().vtpm(true).on(Wanted.running()));
        all.put("boot.order", new AMachine().order("n").on(Wanted.running()));
        all.put("advanced.nestedVirtualization", new AMachine().nested(true).on(Wanted.running()));
        all.put("advanced.vendorDevice", new AMachine().vendorDevice(true).on(Wanted.running()));
        all.put("advanced.videoRam", new AMachine().videoRam(16).on(Wanted.running()));
        all.put("advanced.pciDevices", new AMachine().pci("0000:03:00.0").on(Wanted.running()));
        all.put("cdrom", new AMachine().tools().on(Wanted.running()));
        Wanted cores = Wanted.running();
        cores.cpu = new DesiredVm.Cpu(
                Optional.empty(), Optional.empty(), Optional.of(2L), Optional.empty(), Optional.empty());
        all.put("cpu.coresPerSocket", cores);
        Wanted sockets = Wanted.running();
        sockets.cpu = new DesiredVm.Cpu(
                Optional.empty(), Optional.of(6L), Optional.of(3L), Optional.empty(), Optional.empty());
        all.put("cpu.coresPerSocket ", sockets);
        Wanted alone = Wanted.running();
        alone.nics = Optional.of(List.of());
        all.put("networkInterfaces ", alone);
        return all;
    }

    private static DesiredVm.Nic nic(Optional<Long> rate, Optional<Set<String>> addresses) {
        return new DesiredVm.Nic(
                "lan", Optional.empty(), new Resolved.Found<>(AVm.LAN), Optional.empty(), rate, addresses);
    }

    private static AVm vm() {
        AVm vm = AVm.ofOurs();
        vm.nics.add(vm.nic("lan", 0, AVm.LAN));
        vm.started = Optional.of(ModelPool.NOW);
        return vm;
    }

    private static List<AVm> states() {
        AVm grows = vm();
        grows.growsLive = true;
        grows.disks.replaceAll(disk -> grows.disk("root", 0, 40));
        return List.of(
                vm(),
                grows,
                vm().withoutTools(),
                vm().in(Power.Halted),
                vm().in(Power.Paused),
                vm().in(Power.Suspended));
    }

    private static Stream<Change> waiting(Plan plan) {
        return Stream.concat(plan.nextBoot().stream(), plan.restart().stream().flatMap(r -> r.changes().stream()));
    }

    private static String plain(String field) {
        return field.replaceAll("\\[[^]]*]", "");
    }

    @Test
    void whatWaitsHasAClassThatItsFieldMayHave() {
        Set<String> seen = new TreeSet<>();
        wishes().forEach((about, wanted) -> states().forEach(vm -> {
            wanted.power(vm.power == Power.Halted ? Power.Running : vm.power);
            waiting(new ModelPool().with(vm).plan(wanted.vm())).forEach(change -> {
                assertThat(FieldClasses.OF_VM.all(change.field()))
                        .as("%s of a VM that is %s", change, vm.power)
                        .contains(change.takesEffect());
                seen.add(plain(change.field()) + " " + change.takesEffect());
            });
        }));
        // and each way that the table knows is one that a planner takes
        wishes().keySet().stream()
                .map(String::strip)
                .distinct()
                .forEach(field -> FieldClasses.OF_VM.all(field).stream()
                        .filter(way -> way != FieldClass.Live)
                        .forEach(way -> assertThat(seen).contains(field + " " + way)));
    }

    /** A running VM with all it takes: a Restart change waits, any other is made. */
    @Test
    void aRunningVmGetsAtOnceWhatTheTableSays() {
        wishes().forEach((about, wanted) -> {
            Plan plan = new ModelPool().with(vm()).plan(wanted.vm());
            boolean restarts = plan.restart().isPresent();
            boolean bigger = about.endsWith(" ") && (about.startsWith("cpu") || about.startsWith("memory"));
            boolean wantsRestart = bigger
                    || Set.of(FieldClass.Restart, FieldClass.Immutable).contains(FieldClasses.OF_VM.of(about.strip()));
            assertThat(restarts).as(about).isEqualTo(wantsRestart);
            assertThat(plan.steps().isEmpty()).as(about).isEqualTo(wantsRestart);
        });
    }

    @Test
    void everyFieldThatDoesNotTakeEffectAtOnceHasAWishHere() {
        Set<String> about = new HashSet<>();
        wishes().keySet().forEach(field -> about.add(field.strip()));
        Set<String> missing = new TreeSet<>();
        collect(VirtualMachineSpec.class, "", missing);
        missing.removeAll(about);
        assertThat(missing)
                .as("fields of class NextBoot or Restart that nothing tries")
                .isSubsetOf("advanced", "boot"); // their fields are tried
    }

    private static void collect(Class<?> record, String before, Set<String> into) {
        for (ApiField field : ApiField.of(record)) {
            String path = before + field.name();
            FieldClass change = field.about().change();
            boolean waits = change == FieldClass.NextBoot
                    || change == FieldClass.Restart
                    || field.about().otherwise().length > 0;
            if (waits) {
                into.add(path);
            }
            if (change != FieldClass.Immutable && field.notYet() == null) {
                field.nested().ifPresent(nested -> collect(nested, path + ".", into));
            }
        }
    }
}
