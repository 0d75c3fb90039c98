package io.xcpoperator.operator.vm;

import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.gate.Approvals;
import io.xcpoperator.operator.platform.status.Because;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person may want to know of a VM that is as it should be: disks and TPMs that were kept, approvals that approve nothing. Pure. */
final class Leftovers {
    /** Those that are asked for of a VM in its life; the others are for its deletion, and may be given before. */
    private static final Set<String> IN_LIFE = Set.of(
            Approvals.RESTART, Approvals.DELETE_DISK, Approvals.DELETE_VTPM, Approvals.RECREATE, Approvals.TAKE_OVER);

    private Leftovers() {}

    /** Empty when there is nothing to say. */
    static String sentence(VirtualMachine resource, Report report) {
        return Stream.of(followed(report), kept(resource, report), tpm(resource, report), idle(report))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String followed(Report report) {
        return report.look().observed() instanceof Observed.Seen seen
                ? report.look().want().stream()
                        .flatMap(want -> Judgement.vm(seen.identity()).stream()
                                .flatMap(vm -> new Destinations(want, vm, seen.around()).followed().stream()))
                        .collect(Collectors.joining("; "))
                : "";
    }

    private static String kept(VirtualMachine resource, Report report) {
        List<LooseDisk> kept = report.look().observed() instanceof Observed.Seen seen
                ? report.look().want().stream()
                        .flatMap(want -> Judgement.vm(seen.identity()).stream()
                                .flatMap(vm -> DiskPlanner.unwanted(want, vm, seen.around()).stream()))
                        .toList()
                : List.of();
        if (kept.isEmpty()) {
            return "";
        }
        LooseDisk first = kept.getFirst();
        Approvals approvals = report.memory().approvals();
        return "disk %s was detached and is kept%s; to destroy it with its data: %s"
                .formatted(
                        first.of().map(Keys.DiskOf::entry).orElse(""),
                        kept.size() == 1 ? "" : " (as are %d more in status.detachedDisks)".formatted(kept.size() - 1),
                        Approvals.command(
                                "xvm",
                                ObjectKey.of(resource),
                                Approvals.DELETE_DISK,
                                approvals.value(
                                        Approvals.DELETE_DISK, first.uuid().value())));
    }

    /** What it holds, the keys of the guest's disks perhaps, cannot be had back: it goes with leave only. */
    static String tpm(VirtualMachine resource, Report report) {
        boolean asks = report.plan().nextBoot().stream()
                .anyMatch(c -> c.field().equals(FirmwarePlanner.VTPM_FIELD) && c.because() == Because.ApprovalRequired);
        return Judgement.vm(report)
                .filter(_ -> asks)
                .map(vm -> "the TPM is kept with the keys it holds; to destroy it: "
                        + Approvals.command(
                                "xvm",
                                ObjectKey.of(resource),
                                Approvals.DELETE_VTPM,
                                report.memory()
                                        .approvals()
                                        .value(Approvals.DELETE_VTPM, vm.uuid().value())))
                .orElse("");
    }

    private static String idle(Report report) {
        return all(report).stream()
                .filter(one -> IN_LIFE.contains(name(one)))
                .map(one -> "annotation " + one + " approves nothing that is asked for")
                .collect(Collectors.joining("; "));
    }

    /** To be put before the value that does approve; empty when the annotation is not there, or is of use. */
    static String idle(Report report, String approval) {
        return all(report).stream()
                .filter(one -> name(one).equals(approval))
                .map(one -> one + " does not approve this, but: ")
                .collect(Collectors.joining());
    }

    private static List<String> all(Report report) {
        return report.memory().approvals().idle(Questions.of(report));
    }

    private static String name(String one) {
        return one.substring(0, one.indexOf('='));
    }
}
