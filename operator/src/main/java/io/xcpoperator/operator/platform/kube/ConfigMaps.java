package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.platform.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of ConfigMaps, asked for at most once a minute each: they are few and change seldom. */
public final class ConfigMaps {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private record Answer(Instant at, Map<String, String> data) {}

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<ObjectKey, Answer> answers = new ConcurrentHashMap<>();

    public ConfigMaps(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Empty when there is no such ConfigMap or no such key in it. */
    public Optional<String> find(ObjectKey key, String field) {
        Instant now = clock.instant();
        answers.values().removeIf(answer -> answer.at().isBefore(now.minus(REMEMBERED)));
        return Optional.ofNullable(answers.computeIfAbsent(key, k -> new Answer(now, ask(k)))
                .data()
                .get(field));
    }

    private Map<String, String> ask(ObjectKey key) {
        ConfigMap map = client.configMaps()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        return map == null || map.getData() == null ? Map.of() : Map.copyOf(map.getData());
    }
}
