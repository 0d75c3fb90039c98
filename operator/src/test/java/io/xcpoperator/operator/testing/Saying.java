package io.xcpoperator.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.xcpoperator.api.v1alpha1.host.XcpHostStatus;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.api.v1alpha1.pool.XcpPoolStatus;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachineStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What a resource says of itself; all of it is null where it said nothing yet.
 *
 * @param generation of the spec that it speaks of
 * @param message the MESSAGE column
 */
public record Saying(Long generation, String message, List<Condition> conditions) {
    /**
     * Waits until it is about the spec as it is, Ready is this, and the MESSAGE column contains the text. Where that never
     * comes, the error has what it said instead.
     *
     * @return the resource as it was then
     */
    public static <R extends CustomResource<?, ?>> R await(Supplier<R> look, String ready, String message) {
        var fitting = new AtomicReference<R>();
        Awaitility.await()
                .atMost(Lab.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    R seen = look.get();
                    Saying saying = of(seen);
                    long generation = seen.getMetadata().getGeneration();
                    assertThat(saying.fits(generation, ready, message))
                            .withFailMessage(() -> "%s is not Ready %s with \"%s\" for generation %d: it says %s"
                                    .formatted(seen.getMetadata().getName(), ready, message, generation, saying))
                            .isTrue();
                    fitting.set(seen);
                });
        return fitting.get();
    }

    /** A resource is there before its status is. */
    private static Saying of(CustomResource<?, ?> seen) {
        return switch (seen.getStatus()) {
            case null -> new Saying(null, null, null);
            case XcpPoolStatus s -> new Saying(s.observedGeneration(), s.message(), s.conditions());
            case XcpHostStatus s -> new Saying(s.observedGeneration(), s.message(), s.conditions());
            case XcpNetworkStatus s -> new Saying(s.observedGeneration(), s.message(), s.conditions());
            case StorageRepositoryStatus s -> new Saying(s.observedGeneration(), s.message(), s.conditions());
            case DiskImageStatus s -> new Saying(s.observedGeneration(), s.message(), s.conditions());
            case VirtualMachineStatus s -> new Saying(s.observedGeneration(), s.message(), s.conditions());
            case Object other -> throw new IllegalArgumentException(other.toString());
        };
    }

    private boolean fits(long current, String ready, String text) {
        return conditions != null
                && generation != null
                && generation >= current
                && String.valueOf(message).contains(text)
                && Lab.readyOf(conditions).equals(ready);
    }

    @Override
    public String toString() {
        return conditions == null
                ? "nothing"
                : "\"%s\" for generation %d, %s"
                        .formatted(
                                message,
                                generation,
                                conditions.stream()
                                        .map(c -> "%s=%s (%s: %s)"
                                                .formatted(c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
                                        .collect(Collectors.joining(", ")));
    }
}
