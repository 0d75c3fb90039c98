package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.api.model.Condition;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import io.xcpoperator.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A pool of two hosts with the networks Management, lan and dmz, connected; lan and dmz have their XcpNetwork. */
final class NetworkLab implements AutoCloseable {
    final Lab lab;
    final Simulator pool;

    NetworkLab() {
        lab = Lab.open("net");
        pool = lab.pool();
        lab.login();
        lab.operator(Map.of(Setting.RESYNC_INTERVAL, "6h"), UnaryOperator.identity());
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        apply("lan", "existing: {name: lan}");
        apply("dmz", "existing: {name: dmz}");
        awaitReady("lan");
        awaitReady("dmz");
    }

    XcpNetwork apply(String name, String... lines) {
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: %s}
                spec:
                  poolRef: {name: home}
                """.formatted(name)
                + String.join(
                        "",
                        List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
        return get(name);
    }

    /** Writing calls but those that renew the manager's mark on the pool, which come when they come. */
    long networkWrites() {
        return pool.calls().writes()
                - pool.calls().of("pool.add_to_other_config")
                - pool.calls().of("pool.remove_from_other_config");
    }

    Optional<XcpNetwork> find(String name) {
        return Optional.ofNullable(lab.client()
                .resources(XcpNetwork.class)
                .inNamespace(lab.namespace())
                .withName(name)
                .get());
    }

    XcpNetwork get(String name) {
        return find(name).orElseThrow();
    }

    XcpNetworkStatus status(String name) {
        return Objects.requireNonNull(get(name).getStatus());
    }

    XcpNetworkStatus awaitReady(String name) {
        return await(name, "True", "");
    }

    /** Waits until the status is about the spec as it is, Ready is this, and the MESSAGE column contains the text; as it was then. */
    XcpNetworkStatus await(String name, String ready, String message) {
        return Saying.await(() -> get(name), ready, message).getStatus();
    }

    Condition condition(String name, String type) {
        return Conditions.find(status(name).conditions(), type).orElseThrow();
    }

    void delete(String name) {
        lab.client().resource(get(name)).delete();
    }

    void awaitGone(String name) {
        org.awaitility.Awaitility.await()
                .atMost(Lab.PATIENCE)
                .until(() -> find(name).isEmpty());
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

    String ref(String network) {
        return pool.direct().named("network", network).getFirst();
    }

    Map<String, Object> record(String network) {
        return pool.direct().record("network", ref(network));
    }

    /** References of its PIFs, by host. */
    List<String> pifs(String network) {
        return ((List<?>) record(network).get("PIFs"))
                .stream().map(Object::toString).toList();
    }

    String pif(String network, String host) {
        String hostRef = pool.direct().named("host", host).getFirst();
        return pifs(network).stream()
                .filter(pif -> hostRef.equals(pool.direct().record("PIF", pif).get("host")))
                .findFirst()
                .orElseThrow();
    }

    Map<String, Object> pifRecord(String network, String host) {
        return pool.direct().record("PIF", pif(network, host));
    }

    @Override
    public void close() {
        lab.close();
    }
}
