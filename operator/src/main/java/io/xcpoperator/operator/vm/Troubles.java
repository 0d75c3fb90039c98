package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reaction;
import io.xcpoperator.operator.platform.status.Reason;
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
                "the guest lacks Xen drivers or its agent: install the guest tools, or use shutdown.mode CleanThenForce or Force to stop it";
            case "VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT", "VM_SHUTDOWN_TIMEOUT" ->
                "the guest did not shut down: look at its console, or use shutdown.mode CleanThenForce";
            case "VM_REQUIRES_SR" ->
                "storage " + second + " is not reachable from that host: put the disk on shared storage";
            case "VM_REQUIRES_NETWORK" -> "network " + second + " is not on that host";
            case "HOST_DISABLED" -> "host " + first + " is in maintenance";
            case "OPERATION_BLOCKED" -> "the operation is blocked on " + first + ": " + second;
            case "VDI_IN_USE" -> "disk " + first + " is in use";
            case "TASK_CANCELLED" -> "the operation was cancelled; it is tried again";
            case "OUT_OF_SPACE" -> "there is no space left on " + first;
            default ->
                code.startsWith("SR_BACKEND_FAILURE")
                        ? storage(operation, parameters)
                        : plain(operation, code, parameters);
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
