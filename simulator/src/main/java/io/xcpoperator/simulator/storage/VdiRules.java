package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operations a VDI allows, and why not (xen-api: {@code xapi_vdi.check_operation_error}). Pure. */
final class VdiRules {
    private VdiRules() {}

    /**
     * What the rules look at.
     *
     * @param features of the SR's driver
     * @param readers attached VBDs in mode RO, {@code writers} in mode RW
     * @param busy an operation already under way
     */
    record Facts(String ref, String sr, Set<String> features, int readers, int writers, Optional<UnderWay> busy) {}

    /** An entry of {@code current_operations}. */
    record UnderWay(String key, String operation) {}

    static Optional<XapiFailure> refusal(VdiOperation operation, Facts vdi) {
        if (vdi.busy.isPresent()) {
            UnderWay other = vdi.busy.orElseThrow();
            return Optional.of(
                    new XapiFailure("OTHER_OPERATION_IN_PROGRESS", "VDI", vdi.ref, other.operation, other.key));
        }
        boolean blocked = switch (operation.attached()) {
            case YES -> false;
            case READ_ONLY -> vdi.writers > 0;
            case NO -> vdi.writers + vdi.readers > 0;
        };
        if (blocked) {
            return Optional.of(new XapiFailure("VDI_IN_USE", vdi.ref, operation.wireName()));
        }
        return operation
                .feature()
                .filter(feature -> !vdi.features.contains(feature))
                .map(_ -> new XapiFailure("SR_OPERATION_NOT_SUPPORTED", vdi.sr));
    }

    static List<String> allowed(Facts vdi) {
        return Arrays.stream(VdiOperation.values())
                .filter(operation -> refusal(operation, vdi).isEmpty())
                .map(VdiOperation::wireName)
                .toList();
    }
}
