package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.xapi.errors.Classification;
import io.xcpoperator.xapi.errors.ErrorClass;
import io.xcpoperator.xapi.errors.ErrorTable;
import io.xcpoperator.xapi.tasks.TaskState;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Turns an error of the pool into a hindrance: the class is the table's, the sentence names the objects instead of
 * their references and says what to do next.
 *
 * @param names a person's names, by reference
 * @param noHosts explains NO_HOSTS_AVAILABLE host by host
 */
record Troubles(Map<String, String> names, Supplier<String> noHosts) {
    static final Duration RETRY = Duration.ofSeconds(5);
    static final Duration WAIT = Duration.ofSeconds(30);
    static final Duration INVALID = Duration.ofMinutes(10);

    Hindrance of(TaskState.Failed failed) {
        return of(failed.code(), failed.parameters());
    }

    Hindrance of(String code, List<String> parameters) {
        Classification row = ErrorTable.standard().classify(code);
        Reason reason = reason(row.reason());
        String sentence = sentence(code, parameters);
        return switch (row.errorClass()) {
            case RETRY, SESSION, REDIRECT ->
                Hindrance.works(reason, sentence).again(row.delay().isZero() ? RETRY : row.delay());
            case WAIT, BUG -> Hindrance.waits(reason, sentence).again(WAIT);
            case INVALID -> Hindrance.stalls(reason, sentence).again(INVALID);
        };
    }

    /** The class alone, for one who only wants to know whether to go on trying. */
    static boolean passes(String code) {
        return ErrorTable.standard().classify(code).errorClass() == ErrorClass.RETRY;
    }

    /** The guest cannot shut itself down, or did not. */
    static boolean guestWillNot(String code) {
        Reason reason = reason(ErrorTable.standard().classify(code).reason());
        return reason == Reason.GuestToolsMissing || reason == Reason.GuestDoesNotShutDown;
    }

    /** The table's word as a reason of ours. */
    static Reason reason(String word) {
        return Arrays.stream(Reason.values())
                .filter(r -> r.text().equals(word))
                .findFirst()
                .orElse(Reason.UnknownError);
    }

    private String sentence(String code, List<String> parameters) {
        String first = name(parameters, 0);
        String second = name(parameters, 1);
        return switch (code) {
            case "NO_HOSTS_AVAILABLE" -> noHosts.get();
            case "HOST_NOT_ENOUGH_FREE_MEMORY" -> "the host has not enough free memory (" + numbers(parameters) + ")";
            case "SR_FULL" -> "the storage repository is full; free space on it, or name another";
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
                        ? "storage reports: " + storage(parameters)
                        : plain(code, parameters);
        };
    }

    /** Parameter 1 is the driver's text for users; the others are its innards. */
    private static String storage(List<String> parameters) {
        return parameters.size() > 1 ? parameters.get(1) : "no detail";
    }

    private String plain(String code, List<String> parameters) {
        List<String> named = parameters.stream().map(this::name).toList();
        return named.isEmpty() ? code : code + " (" + String.join(", ", named) + ")";
    }

    private static String numbers(List<String> parameters) {
        try {
            return parameters.stream().map(Long::parseLong).map(Bytes::human).toList().stream()
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
