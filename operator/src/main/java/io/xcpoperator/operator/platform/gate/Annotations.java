package io.xcpoperator.operator.platform.gate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Our annotations on an object, without their prefix. */
public final class Annotations {
    public static final String PREFIX = "xcp-operator.io/";
    public static final String PAUSED = "paused";

    private Annotations() {}

    public static Map<String, String> ours(HasMetadata object) {
        Map<String, String> all = object.getMetadata().getAnnotations();
        return all == null
                ? Map.of()
                : all.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(PREFIX) && e.getValue() != null)
                        .collect(Collectors.toUnmodifiableMap(
                                e -> e.getKey().substring(PREFIX.length()), Map.Entry::getValue));
    }

    public static Optional<String> find(HasMetadata object, String name) {
        return Optional.ofNullable(ours(object).get(name));
    }

    public static boolean paused(HasMetadata object) {
        return find(object, PAUSED).filter("true"::equals).isPresent();
    }
}
