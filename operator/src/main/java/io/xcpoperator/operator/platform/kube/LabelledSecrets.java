package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.secrets.SecretLookup;
import io.xcpoperator.operator.platform.secrets.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * One informer by label, so that no other Secret of the cluster is ever in memory. A name that is not in it is asked for
 * once a minute, to tell missing from unlabelled.
 */
public final class LabelledSecrets implements Secrets, AutoCloseable {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private record Absence(Instant at, SecretLookup lookup) {}

    private final KubernetesClient client;
    private final Clock clock;
    private final Informer<Secret> informer;
    private final List<Consumer<ObjectKey>> listeners = new CopyOnWriteArrayList<>();
    private final Map<ObjectKey, Absence> absences = new ConcurrentHashMap<>();

    public LabelledSecrets(KubernetesClient client, Set<String> namespaces, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.informer = new Informer<>(
                namespaces.isEmpty()
                        ? List.of(client.secrets().inAnyNamespace().withLabel(LABEL, LABEL_VALUE))
                        : namespaces.stream()
                                .map(ns -> client.secrets().inNamespace(ns).withLabel(LABEL, LABEL_VALUE))
                                .toList(),
                Stripped::of,
                secret -> changed(ObjectKey.of(secret)));
    }

    @Override
    public SecretLookup find(ObjectKey key) {
        return informer.find(key.namespace(), key.name())
                .<SecretLookup>map(LabelledSecrets::found)
                .orElseGet(() -> absent(key));
    }

    private SecretLookup absent(ObjectKey key) {
        Instant now = clock.instant();
        absences.values().removeIf(absence -> absence.at().isBefore(now.minus(REMEMBERED)));
        return absences.computeIfAbsent(key, k -> new Absence(now, ask(k))).lookup();
    }

    private SecretLookup ask(ObjectKey key) {
        Secret secret = client.secrets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (secret == null) {
            return new SecretLookup.Missing("Secret %s does not exist".formatted(key));
        }
        Map<String, String> labels = secret.getMetadata().getLabels();
        if (labels != null && LABEL_VALUE.equals(labels.get(LABEL))) {
            return found(secret); // the informer is about to see it
        }
        return new SecretLookup.Unlabelled(
                "Secret %s lacks the label %s: \"%s\": kubectl label --field-manager=xcp -n %s secret %s %s=%s"
                        .formatted(key.name(), LABEL, LABEL_VALUE, key.namespace(), key.name(), LABEL, LABEL_VALUE));
    }

    private void changed(ObjectKey key) {
        absences.remove(key);
        listeners.forEach(listener -> listener.accept(key));
    }

    @Override
    public void onChange(Consumer<ObjectKey> listener) {
        listeners.add(listener);
    }

    public CompletableFuture<Void> start() {
        return informer.start();
    }

    @Override
    public void close() {
        informer.close();
    }

    private static SecretLookup.Found found(Secret secret) {
        return new SecretLookup.Found(
                decoded(secret), Objects.toString(secret.getMetadata().getUid(), ""));
    }

    private static Map<String, String> decoded(Secret secret) {
        var data = new HashMap<String, String>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            data.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return data;
    }
}
