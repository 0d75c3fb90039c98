package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.api.v1alpha1.storage.StorageRepositoryStatus;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import io.xcpoperator.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A pool of two hosts, connected, with one operator that looks again only when it is told. */
final class StorageLab implements AutoCloseable {
    final Lab lab;
    final Simulator pool;

    StorageLab() {
        lab = Lab.open("srs");
        pool = lab.pool();
        lab.login();
        lab.operator(Map.of(Setting.RESYNC_INTERVAL, "6h"), UnaryOperator.identity());
        lab.awaitPool(lab.xcpPool(pool), "True", "");
    }

    StorageRepository apply(String name, String... lines) {
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: %s}
                spec:
                  poolRef: {name: home}
                """.formatted(name)
                + String.join(
                        "", Stream.of(lines).map(line -> "  " + line + "\n").toList()));
        return get(name);
    }

    Optional<StorageRepository> find(String name) {
        return Optional.ofNullable(lab.client()
                .resources(StorageRepository.class)
                .inNamespace(lab.namespace())
                .withName(name)
                .get());
    }

    StorageRepository get(String name) {
        return find(name).orElseThrow();
    }

    StorageRepositoryStatus status(String name) {
        return Objects.requireNonNull(get(name).getStatus());
    }

    StorageRepositoryStatus awaitReady(String name) {
        return await(name, "True", "");
    }

    /** Waits until the status is about the spec as it is, Ready is this, and the MESSAGE column contains the text; as it was then. */
    StorageRepositoryStatus await(String name, String ready, String message) {
        return Saying.await(() -> get(name), ready, message).getStatus();
    }

    void await(Callable<Boolean> holds) {
        org.awaitility.Awaitility.await()
                .atMost(Lab.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(holds);
    }

    void delete(String name) {
        lab.client().resource(get(name)).delete();
    }

    void awaitGone(String name) {
        await(() -> find(name).isEmpty());
    }

    void annotate(String name, String key, String value) {
        lab.annotate(get(name), key, value);
    }

    String xcpHost(String host) {
        return lab.client().resources(XcpHost.class).inNamespace(lab.namespace()).list().getItems().stream()
                .filter(found -> found.getStatus() != null
                        && host.equals(found.getStatus().hostname()))
                .findFirst()
                .orElseThrow()
                .getMetadata()
                .getName();
    }

    Object call(String method, Object... parameters) {
        return pool.direct().call(method, parameters);
    }

    List<String> named(String storage) {
        return pool.direct().named("SR", storage);
    }

    Map<String, Object> record(String storage) {
        return pool.direct().record("SR", named(storage).getFirst());
    }

    Map<?, ?> otherConfig(String storage) {
        return (Map<?, ?>) record(storage).get("other_config");
    }

    List<Map<String, Object>> connections(String storage) {
        return ((List<?>) record(storage).get("PBDs"))
                .stream()
                        .map(pbd -> pool.direct().record("PBD", pbd.toString()))
                        .toList();
    }

    String connection(String storage, String host) {
        String hostRef = pool.direct().named("host", host).getFirst();
        return ((List<?>) record(storage).get("PBDs"))
                .stream()
                        .map(Object::toString)
                        .filter(pbd ->
                                hostRef.equals(pool.direct().record("PBD", pbd).get("host")))
                        .findFirst()
                        .orElseThrow();
    }

    boolean isPlugged(String storage, String host) {
        return Boolean.TRUE.equals(
                pool.direct().record("PBD", connection(storage, host)).get("currently_attached"));
    }

    /** An empty disk, made by a person. */
    String disk(String storage, String name) {
        return (String) call(
                "VDI.create",
                Map.of(
                        "name_label",
                        name,
                        "name_description",
                        "",
                        "SR",
                        named(storage).getFirst(),
                        "virtual_size",
                        String.valueOf(1L << 30),
                        "type",
                        "user",
                        "sharable",
                        false,
                        "read_only",
                        false,
                        "other_config",
                        Map.of()));
    }

    @Override
    public void close() {
        lab.close();
    }
}
