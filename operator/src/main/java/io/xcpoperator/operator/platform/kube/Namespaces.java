package io.xcpoperator.operator.platform.kube;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Labels of namespaces, for access rules, and whether one is being deleted (S12). */
public final class Namespaces implements AutoCloseable {
    private final Informer<Namespace> informer;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    public Namespaces(KubernetesClient client) {
        informer = new Informer<>(
                List.of(client.namespaces()),
                Stripped::of,
                namespace -> listeners.forEach(
                        listener -> listener.accept(namespace.getMetadata().getName())));
    }

    /** Empty for a namespace that is not there: no rule admits it. */
    public Map<String, String> labels(String namespace) {
        return find(namespace)
                .map(n -> n.getMetadata().getLabels())
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    /** True also when it is gone already. */
    public boolean isGoing(String namespace) {
        return find(namespace)
                .map(n -> n.getMetadata().getDeletionTimestamp() != null)
                .orElse(true);
    }

    /** Told the name of each namespace that changes. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    public CompletableFuture<Void> start() {
        return informer.start();
    }

    @Override
    public void close() {
        informer.close();
    }

    private Optional<Namespace> find(String namespace) {
        return informer.find("", namespace);
    }
}
