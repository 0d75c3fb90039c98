package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.ByUuid;
import io.xcpoperator.api.v1alpha1.ManagementPolicy;
import io.xcpoperator.api.v1alpha1.vm.Cpu;
import io.xcpoperator.api.v1alpha1.vm.RestartPriority;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpec;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineSpecBuilder;
import io.xcpoperator.api.v1alpha1.vm.VmHighAvailability;
import io.xcpoperator.api.v1alpha1.vm.VmSource;
import io.xcpoperator.operator.platform.inquiry.ExportNames;
import io.xcpoperator.operator.platform.inquiry.ExportScope;
import io.xcpoperator.operator.platform.inquiry.Exported;
import io.xcpoperator.operator.platform.inquiry.Fields;
import io.xcpoperator.xapi.records.VmRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Manifests of VMs that nobody declared. What a VM shall be doing and where it runs is left out: whoever adopts a VM has
 * not said yet that it is to be started, stopped or moved for it. Pure.
 */
final class VmExport {
    private static final int MOST_VCPUS = 256;
    private static final int USUAL_WEIGHT = 256;
    private static final int MOST_WEIGHT = 65535;
    private static final int MOST_CAP = 25600;
    private static final int MOST_ORDER = 65535;
    private static final long LEAST_MEMORY = 16 * Bytes.MIB;

    private final VmFacts vm;
    private final ExportScope scope;
    private final List<String> notes = new ArrayList<>();

    private VmExport(VmFacts vm, ExportScope scope) {
        this.vm = vm;
        this.scope = scope;
    }

    /** @param taken names of resources that are there */
    static List<Exported> of(ExportScope scope, Collection<String> taken) {
        List<VmRecord> all = scope.view().vms().stream()
                .filter(vm -> !vm.isASnapshot() && !vm.isATemplate() && !vm.isControlDomain())
                .filter(vm -> scope.isUndeclared(vm.uuidText(), vm.otherConfig()))
                .toList();
        Map<String, String> names = ExportNames.choose(
                all.stream()
                        .map(vm -> new ExportNames.Named(vm.uuidText(), vm.nameLabel()))
                        .toList(),
                "vm",
                taken);
        var reader = new FactsReader(scope.view());
        return all.stream()
                .map(vm -> of(reader.vm(vm), scope, Objects.requireNonNull(names.get(vm.uuidText()))))
                .toList();
    }

    /** Of one VM, under this name. */
    static Exported of(VmFacts vm, ExportScope scope, String name) {
        return new VmExport(vm, scope).export(name);
    }

    private Exported export(String name) {
        VirtualMachineSpecBuilder spec = VirtualMachineSpecBuilder.builder()
                .managementPolicy(ManagementPolicy.Plan)
                .poolRef(scope.poolFrom(scope.machines()))
                .source(new VmSource(null, null, null, new ByUuid(vm.uuid().value()), null, null))
                .nameLabel(Fields.name(vm.name()));
        Optional<Hindrance> odd = Oddities.in(vm);
        if (odd.isPresent()) {
            notes.add(odd.get().message());
        } else {
            fill(spec);
        }
        var manifest = new VirtualMachine();
        manifest.setMetadata(scope.metadata(scope.machines(), name));
        VirtualMachineSpec built = spec.build();
        manifest.setSpec(built);
        return new Exported(vm.uuid().value(), manifest, notes);
    }

    private void fill(VirtualMachineSpecBuilder spec) {
        var machine = new MachineExport(vm, notes);
        var parts = new PartsExport(vm, scope, notes);
        spec.description(Fields.description(vm.description()))
                .tags(Fields.tags(vm.tags()))
                .cpu(cpu())
                .memory(memory())
                .firmware(machine.firmware())
                .boot(machine.boot())
                .advanced(machine.advanced())
                .disks(parts.disks())
                .networkInterfaces(parts.nics())
                .highAvailability(highAvailability())
                .autoPowerOn("true".equals(vm.otherConfig().get(Keys.AUTO_POWER_ON)) ? true : null);
    }

    private @Nullable Cpu cpu() {
        CpuFacts cpu = vm.cpu();
        boolean settled = cpu.now() == cpu.atStartup();
        if (!settled) {
            notes.add("cpu.count: the guest has %d and would have %d after a start; left out"
                    .formatted(cpu.now(), cpu.atStartup()));
        }
        if (cpu.max() < 1 || cpu.max() > MOST_VCPUS || cpu.atStartup() < 1 || cpu.atStartup() > cpu.max()) {
            notes.add("cpu: %d of at most %d; left out".formatted(cpu.atStartup(), cpu.max()));
            return null;
        }
        long cores = cpu.coresPerSocket().orElse(1L);
        boolean whole = cores > 0 && cpu.max() % cores == 0;
        return new Cpu(
                settled ? Math.toIntExact(cpu.atStartup()) : null,
                cpu.max() == cpu.atStartup() ? null : Math.toIntExact(cpu.max()),
                whole ? Fields.whole(cores, 1, 1, MOST_VCPUS) : null,
                param("weight", USUAL_WEIGHT, 1, MOST_WEIGHT),
                param("cap", 0, 0, MOST_CAP));
    }

    private @Nullable Integer param(String key, long usual, long least, long most) {
        String text = vm.cpu().params().getOrDefault(key, "");
        return text.matches("[1-9]\\d{0,8}") ? Fields.whole(Long.parseLong(text), usual, least, most) : null;
    }

    private io.xcpoperator.api.v1alpha1.vm.@Nullable Memory memory() {
        MemoryFacts memory = vm.memory();
        if (memory.dynamicMin() != memory.dynamicMax()) {
            notes.add("memory: it balloons between %s and %s, which no single size says; left out"
                    .formatted(Bytes.text(memory.dynamicMin()), Bytes.text(memory.dynamicMax())));
            return null;
        }
        if (memory.dynamicMax() < LEAST_MEMORY || memory.dynamicMax() > memory.staticMax()) {
            notes.add("memory: %s of at most %s; left out"
                    .formatted(Bytes.text(memory.dynamicMax()), Bytes.text(memory.staticMax())));
            return null;
        }
        return new io.xcpoperator.api.v1alpha1.vm.Memory(
                Bytes.quantity(memory.dynamicMax()),
                memory.staticMax() == memory.dynamicMax() ? null : Bytes.quantity(memory.staticMax()));
    }

    private @Nullable VmHighAvailability highAvailability() {
        HaFacts ha = vm.ha();
        RestartPriority priority = switch (ha.priority()) {
            case "restart" -> RestartPriority.Restart;
            case "best-effort" -> RestartPriority.BestEffort;
            default -> null; // none, which is the usual, or a word that a spec cannot say
        };
        Integer order = Fields.whole(ha.order(), 0, 0, MOST_ORDER);
        String delay = ha.startDelay() > 0 && ha.startDelay() < MOST_ORDER ? ha.startDelay() + "s" : null;
        return priority == null && order == null && delay == null
                ? null
                : new VmHighAvailability(priority, order, delay);
    }
}
