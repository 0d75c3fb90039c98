package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operations an SR allows, and why not (xen-api: {@code xapi_sr_operations}). Pure. */
final class SrRules {
    private SrRules() {}

    /**
     * What the rules look at.
     *
     * @param features of the driver; empty for an unknown type
     * @param pbds how many PBDs there are, {@code plugged} of them attached
     * @param disks managed VDIs
     * @param indestructible {@code other_config} says so
     */
    record Facts(String ref, Set<String> features, int pbds, int plugged, int disks, boolean indestructible) {}

    static Optional<XapiFailure> refusal(SrOperation operation, Facts sr) {
        if (operation
                .feature()
                .filter(feature -> !sr.features.contains(feature))
                .isPresent()) {
            return Optional.of(new XapiFailure("SR_OPERATION_NOT_SUPPORTED", sr.ref));
        }
        return switch (operation) {
            case DESTROY -> destroyRefusal(sr);
            case FORGET -> plugged(sr);
            case VDI_ENABLE_CBT,
                    VDI_LIST_CHANGED_BLOCKS,
                    UNPLUG,
                    PLUG,
                    PBD_CREATE,
                    VDI_DISABLE_CBT,
                    UPDATE,
                    PBD_DESTROY,
                    VDI_RESIZE,
                    VDI_CLONE,
                    VDI_DATA_DESTROY,
                    SCAN,
                    VDI_INTRODUCE,
                    VDI_SNAPSHOT,
                    VDI_MIRROR,
                    VDI_CREATE,
                    VDI_DESTROY,
                    VDI_SET_ON_BOOT -> Optional.empty();
        };
    }

    private static Optional<XapiFailure> destroyRefusal(Facts sr) {
        if (sr.plugged > 0) {
            return plugged(sr);
        }
        if (sr.pbds == 0) {
            return Optional.of(new XapiFailure("SR_HAS_NO_PBDS", sr.ref));
        }
        if (sr.indestructible) {
            return Optional.of(new XapiFailure("SR_INDESTRUCTIBLE", sr.ref));
        }
        return sr.disks > 0 ? Optional.of(new XapiFailure("SR_NOT_EMPTY")) : Optional.empty();
    }

    private static Optional<XapiFailure> plugged(Facts sr) {
        return sr.plugged > 0 ? Optional.of(new XapiFailure("SR_HAS_PBD", sr.ref)) : Optional.empty();
    }

    static List<String> allowed(Facts sr) {
        return Arrays.stream(SrOperation.values())
                .filter(operation -> refusal(operation, sr).isEmpty())
                .map(SrOperation::wireName)
                .toList();
    }
}
