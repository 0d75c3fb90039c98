package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reaction;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Requeue;
import io.xcpoperator.xapi.tasks.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns an error of the pool into a hindrance: what is done about it is {@link Reaction}'s, the sentence names the
 * objects instead of their references and says what to do next. Pure.
 *
 * @param names a person's names, by reference
 * @param about what the operation was about; empty where nobody can tell
 */
record Troubles(Map<String, String> names, Optional<Undertaking> about) {
    /** How storage drivers append what went wrong, for example {@code VDI Invalid size [opterr=too small]}. */
    private static final Pattern OPTERR = Pattern.compile("\\s*\\[opterr=([^]]*)]$");

    static Troubles of(DesiredVm want, Observed.Seen seen) {
        return new Troubles(seen.around().names(), Optional.of(new Undertaking(want, seen)));
    }

    static Troubles of(Look look) {
        return look.observed() instanceof Observed.Seen seen && look.want().isPresent()
                ? of(look.want().get(), seen)
                : new Troubles(Map.of(), Optional.empty());
    }

    /** @param operation wire method of the task */
    Hindrance of(String operation, TaskState.Failed failed) {
        return of(operation, failed.code(), failed.parameters());
    }

    Hindrance of(String operation, String code, List<String> parameters) {
        if (moves(operation) && code.equals("TASK_CANCELLED")) {
            // somebody does not want it now: it is not asked for again at once
            return Hindrance.waits(Reason.TaskCancelled, sentence(operation, code, parameters))
                    .again(Requeue.INVALID);
        }
        if (moves(operation) && code.equals("VDI_CBT_ENABLED")) {
            // by the next round the mirror shows it, and it is switched off first
            return Hindrance.works(Reason.ChangedBlockTracking, sentence(operation, code, parameters))
                    .again(Requeue.RETRY);
        }
        return Hindrance.of(Reaction.to(code), sentence(operation, code, parameters));
    }

    /** The class alone, for one who only wants to know whether to go on trying. */
    static boolean passes(String code) {
        return Reaction.to(code).kind() == Reaction.Kind.RETRY;
    }

    /** The guest cannot shut itself down, or did not. */
    static boolean guestWillNot(String code) {
        Reason reason = Reaction.to(code).reason();
        return reason == Reason.GuestToolsMissing || reason == Reason.GuestDoesNotShutDown;
    }

    private static boolean moves(String operation) {
        String name = Operations.name(operation);
        return name.equals("Migrate") || name.equals("MoveDisk");
    }

    /** Where things are once a move did not come to its end: as they were. */
    private String unmoved(String operation, String how, String next) {
        String what = Operations.name(operation).equals("MoveDisk")
                ? "moving the disk"
                : "moving the VM"
                        + about.flatMap(a -> a.host(operation))
                                .map(host -> " to " + host)
                                .orElse("");
        String here = about.flatMap(Undertaking::runsOn)
                .map(host -> "it runs on " + host + " as before")
                .orElse("nothing was moved");
        return what + " " + how + "; " + here + "; " + next;
    }

    private String sentence(String operation, String code, List<String> parameters) {
        String first = name(parameters, 0);
        String second = name(parameters, 1);
        return switch (code) {
            case "NO_HOSTS_AVAILABLE" -> about.map(Undertaking::noHosts).orElse("no host takes the VM");
            case "HOST_NOT_ENOUGH_FREE_MEMORY" ->
                "%s has not enough free memory (%s): stop or move a VM there, or ask for less in memory.size"
                        .formatted(
                                about.flatMap(a -> a.host(operation))
                                        .map(host -> "host " + host)
                                        .orElse("the host that the pool chose"),
                                figures(parameters, kib(operation)));
            case "SR_FULL" -> full(operation, figures(parameters, 1));
            case "VM_LACKS_FEATURE", "VM_MISSING_PV_DRIVERS" ->
                moves(operation)
                        ? "the guest lacks Xen drivers or its agent: install the guest tools, or shut it down to move it"
                        : "the guest lacks Xen drivers or its agent: install the guest tools, or use shutdown.mode CleanThenForce or Force to stop it";
            case "VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT", "VM_SHUTDOWN_TIMEOUT" ->
                "the guest did not shut down: look at its console, or use shutdown.mode CleanThenForce";
            case "OPERATION_BLOCKED" -> "the operation is blocked on " + first + ": " + second;
            case "DEVICE_DETACH_REJECTED", "DEVICE_DETACH_TIMEOUT" ->
                "the guest does not let go of %s%s: unmount it or take it out of use there, or stop the VM; it is tried again"
                        .formatted(second, parameters.size() > 2 ? " (" + parameters.get(2) + ")" : "");
            case "VDI_IN_USE" -> "disk " + first + " is in use";
            case "TASK_CANCELLED" ->
                moves(operation)
                        ? unmoved(
                                operation, "was cancelled", "it is tried again after a while, or when the spec changes")
                        : "the operation was cancelled; it is tried again";
            case "VM_MIGRATE_FAILED", "MIRROR_FAILED", "VM_MIGRATE_CONTACT_REMOTE_SERVICE_FAILED" ->
                unmoved(
                        operation,
                        "failed (" + (parameters.size() > 3 ? parameters.get(3) : code) + ")",
                        "it is tried again");
            case "CANNOT_CONTACT_HOST", "HOST_OFFLINE" ->
                moves(operation)
                        ? unmoved(operation, "failed (" + first + " does not answer)", "it is tried again")
                        : plain(operation, code, parameters);
            case "VM_INCOMPATIBLE_WITH_THIS_HOST" ->
                "the VM cannot move to %s while it runs: %s Shut it down to move it"
                        .formatted(second, parameters.size() > 2 ? parameters.get(2) : "its processor is another.");
            case "VM_HOST_INCOMPATIBLE_VERSION_MIGRATE" ->
                "host %s runs an older release than the VM's host: update it first".formatted(first);
            case "VM_HAS_PCI_ATTACHED",
                    "VM_HAS_VGPU",
                    "VM_HAS_VUSBS",
                    "VM_HAS_SRIOV_VIF",
                    "VM_IS_USING_NESTED_VIRT",
                    "VM_IS_IMMOBILE" ->
                "the VM cannot move while it runs, for it %s: shut it down first".formatted(holds(code));
            case "VDI_CBT_ENABLED" ->
                "changed blocks of %s are tracked, so it cannot move: that is switched off and the move tried again"
                        .formatted(first);
            case "TOO_MANY_STORAGE_MIGRATES" -> "the host moves as many disks as it can already; waiting for its turn";
            case "INTERFACE_HAS_NO_IP", "PIF_HAS_NO_NETWORK_CONFIGURATION" ->
                "the migration network has no address on that host: give it one, or choose another in migrationNetworkRef of the XcpPool";
            case "SR_DOES_NOT_SUPPORT_MIGRATION" -> "disks cannot be moved to or from storage " + first;
            case "NOT_SUPPORTED_DURING_UPGRADE" -> "this waits for the end of the pool's rolling upgrade";
            case "OUT_OF_SPACE" -> "there is no space left on " + first;
            default ->
                code.startsWith("SR_BACKEND_FAILURE")
                        ? storage(operation, parameters)
                        : HostRefusals.sentence(code, host(operation), first, second)
                                .orElseGet(() -> plain(operation, code, parameters));
        };
    }

    private String host(String operation) {
        return about.flatMap(a -> a.host(operation)).map(host -> "host " + host).orElse("that host");
    }

    private static String holds(String code) {
        return switch (code) {
            case "VM_HAS_PCI_ATTACHED" -> "has PCI devices of its host";
            case "VM_HAS_VGPU" -> "has a virtual GPU";
            case "VM_HAS_VUSBS" -> "has a USB device of its host";
            case "VM_HAS_SRIOV_VIF" -> "has an SR-IOV interface";
            case "VM_IS_USING_NESTED_VIRT" -> "runs VMs itself";
            default -> "is marked immobile";
        };
    }

    private String full(String operation, String figures) {
        return about.flatMap(a -> a.space(operation))
                .map(space -> "storage %s is full: %s asks for %s (%s); free space on it, or name another%s"
                        .formatted(
                                space.storage(),
                                space.what(),
                                Bytes.human(space.bytes()),
                                figures,
                                space.field().isEmpty() ? "" : " in " + space.field() + ".storageRepositoryRef"))
                .orElse("the storage repository is full (" + figures + "); free space on it, or name another");
    }

    /** Parameter 1 is the driver's text for users; the others are its innards. */
    private String storage(String operation, List<String> parameters) {
        String report =
                parameters.size() > 1 ? OPTERR.matcher(parameters.get(1)).replaceFirst(": $1") : "no detail";
        return about.flatMap(a -> a.space(operation))
                .map(space -> "storage %s reports for %s (%s): %s"
                        .formatted(space.storage(), space.what(), Bytes.human(space.bytes()), report))
                .orElse("storage reports: " + report);
    }

    /** A code without a sentence of its own is named, for it is what a search finds. */
    private String plain(String operation, String code, List<String> parameters) {
        List<String> named = parameters.stream().map(this::name).toList();
        return "the pool refuses %s with %s%s"
                .formatted(
                        Operations.name(operation), code, named.isEmpty() ? "" : " (" + String.join(", ", named) + ")");
    }

    /** XAPI counts in KiB in the answer to this one call (xapi.md §9). */
    private static long kib(String operation) {
        return Operations.name(operation).equals("ChangeMemory") ? 1024 : 1;
    }

    private static String figures(List<String> parameters, long unit) {
        try {
            return parameters.stream().map(Long::parseLong).map(n -> n * unit).map(Bytes::human).toList().stream()
                    .reduce((a, b) -> a + " needed, " + b + " free")
                    .orElse("no figures");
        } catch (NumberFormatException e) {
            return "no figures";
        }
    }

    private String name(List<String> parameters, int index) {
        return index < parameters.size() ? name(parameters.get(index)) : "?";
    }

    /** Never an opaque reference by itself. */
    private String name(String parameter) {
        return parameter.startsWith("OpaqueRef:")
                ? names.getOrDefault(parameter, "(an object that is gone)")
                : parameter;
    }
}
