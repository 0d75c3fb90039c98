package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.operator.platform.gate.ManagementGate;
import io.xcpoperator.operator.platform.pools.WriteState;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.util.Optional;

/** Whether an image waits for bytes that a person sends. Pure. */
sealed interface Wanting {
    /** It does; this is what becomes of them. */
    record Wanted(Order order) implements Wanting {}

    /** It does not, in one sentence with the next step. */
    record Unwanted(String why) implements Wanting {}

    static Wanting of(DiskImage image, Round round) {
        return why(image, round)
                .<Wanting>map(Unwanted::new)
                .orElseGet(() -> round.sight()
                        .seen()
                        .<Wanting>map(seen -> new Wanted(seen.want().order()))
                        .orElseThrow());
    }

    private static Optional<String> why(DiskImage image, Round round) {
        String target = "ximg/%s -n %s"
                .formatted(image.getMetadata().getName(), image.getMetadata().getNamespace());
        if (image.isMarkedForDeletion()) {
            return Optional.of("the image is being deleted");
        }
        if (image.getSpec().source().upload() == null) {
            return Optional.of("the image comes from elsewhere: only one with spec.source.upload takes bytes");
        }
        Optional<String> gated = gated(round.gate(), target);
        return gated.isPresent()
                ? gated
                : switch (round.sight()) {
                    case Sight.Unreachable(Reason _, String message, boolean _) -> Optional.of(message);
                    case Sight.Unusable(Verdict why) -> Optional.of(why.message());
                    case Sight.Seen seen -> seen(seen);
                };
    }

    private static Optional<String> gated(ManagementGate gate, String target) {
        return switch (gate) {
            case WRITE -> Optional.empty();
            case PAUSED -> Optional.of("the image is paused: kubectl xcp resume " + target);
            case OBSERVE, PLAN ->
                Optional.of("the image is only looked at: set its spec.managementPolicy to Manage first");
        };
    }

    private static Optional<String> seen(Sight.Seen seen) {
        return switch (seen.identity()) {
            case Identity.There _ ->
                Optional.of("the image is there already: make the resource anew to bring in another file");
            case Identity.Refused(Verdict why) -> Optional.of(why.message());
            case Identity.Absent _ ->
                seen.pool().writes() instanceof WriteState.Closed closed
                        ? Optional.of(closed.message())
                        : Optional.empty();
        };
    }
}
