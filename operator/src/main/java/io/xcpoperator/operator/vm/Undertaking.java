package io.xcpoperator.operator.vm;

import java.util.List;
import java.util.Optional;

/**
 * What a failed operation was about, as far as the wish and the mirror still tell: an error of XAPI names figures, not
 * the disk, its storage or the host.
 */
record Undertaking(DesiredVm want, Observed.Seen seen) {
    /** A disk that is made or grown, or a template that is copied, and the bytes it needs; {@code field} is empty for a copy. */
    record Space(String what, String field, String storage, long bytes) {}

    /** Why no host takes the VM, host by host. */
    String noHosts() {
        return vm().map(vm -> HostFit.sentence(
                        vm,
                        HostFit.Need.of(vm),
                        seen.around().hosts(),
                        seen.around().names()))
                .orElseGet(() -> "no host takes " + want.me().key());
    }

    /** @param operation its wire method */
    Optional<Space> space(String operation) {
        return switch (plain(operation)) {
            case "VDI.create" ->
                entries().stream().flatMap(e -> made(e).stream()).findFirst();
            case "VDI.resize", "VDI.resize_online" ->
                entries().stream().flatMap(e -> grown(e).stream()).findFirst();
            case "VM.clone", "VM.copy" -> copied();
            case "VDI.pool_migrate" -> moved();
            default -> Optional.empty();
        };
    }

    private List<DesiredVm.Disk> entries() {
        return want.disks().orElse(List.of());
    }

    private Optional<Space> made(DesiredVm.Disk entry) {
        return vm().filter(vm -> DiskMatch.find(entry, entries(), want, vm).isEmpty())
                .filter(_ -> entry.existing().isEmpty())
                .flatMap(_ -> entry.storage().found())
                .flatMap(sr -> entry.size()
                        .map(size -> new Space(
                                field(entry), field(entry), seen.around().name(sr), size)));
    }

    private Optional<Space> grown(DesiredVm.Disk entry) {
        return vm().flatMap(vm -> DiskMatch.find(entry, entries(), want, vm))
                .flatMap(disk -> entry.size()
                        .filter(size -> size > disk.size())
                        .map(size -> new Space(
                                field(entry), field(entry), seen.around().name(disk.sr()), size - disk.size())));
    }

    private Optional<Space> moved() {
        return vm().flatMap(vm -> new Destinations(want, vm, seen.around())
                .named().entrySet().stream().findFirst().map(move -> {
                    String part = new Destinations(want, vm, seen.around()).part(move.getKey());
                    return new Space(
                            part,
                            part,
                            seen.around().name(move.getValue()),
                            move.getKey().used());
                }));
    }

    private Optional<Space> copied() {
        return want.origin() instanceof Origin.Template(Resolved<VmFacts> template, var copyTo, var _)
                ? template.found()
                        .filter(t -> !t.disks().isEmpty())
                        .map(t -> new Space(
                                "a copy of template " + t.name(),
                                "",
                                seen.around()
                                        .name(copyTo.flatMap(Resolved::found)
                                                .orElse(t.disks().getFirst().sr())),
                                t.disks().stream().mapToLong(DiskFacts::size).sum()))
                : Optional.empty();
    }

    private static String field(DesiredVm.Disk entry) {
        return "disks[" + entry.name() + "]";
    }

    /** The host it was to run on, by its name. */
    Optional<String> host(String operation) {
        Optional<String> here =
                vm().flatMap(VmFacts::host).flatMap(seen.around()::host).map(HostFacts::name);
        Optional<String> there = want.foundPlace().map(DesiredVm.Place::hostName);
        return switch (plain(operation)) {
            case "VM.start_on",
                    "VM.resume_on",
                    "VM.pool_migrate",
                    "VM.migrate_send",
                    "VM.assert_can_boot_here",
                    "VM.assert_can_migrate",
                    "host.migrate_receive" -> there;
            case "VM.start", "VM.resume" -> Optional.empty(); // the pool chose, and does not say
            default -> here;
        };
    }

    /** The host where the VM runs now, by its name. */
    Optional<String> runsOn() {
        return vm().filter(VmFacts::running)
                .flatMap(VmFacts::host)
                .flatMap(seen.around()::host)
                .map(HostFacts::name);
    }

    private static String plain(String operation) {
        return operation.startsWith("Async.") ? operation.substring("Async.".length()) : operation;
    }

    private Optional<VmFacts> vm() {
        return Judgement.vm(seen.identity());
    }
}
