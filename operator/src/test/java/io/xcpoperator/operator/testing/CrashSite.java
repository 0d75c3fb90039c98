package io.xcpoperator.operator.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.simulator.Simulator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pool and the object that a story is about, both named alike. */
public interface CrashSite {
    /**
     * Where it stands.
     *
     * @param name of the pool and all that is in it, and its user
     */
    record Ground(KubernetesClient client, String namespace, String name, Simulator pool) {}

    Ground ground();

    /** Documents beside pool and login that each story finds: NAME and HERE stand for this site. */
    String basics();

    /** Of the story's object, for who reads why it did not end. */
    String message();

    default KubernetesClient client() {
        return ground().client();
    }

    default String namespace() {
        return ground().namespace();
    }

    default String name() {
        return ground().name();
    }

    default Simulator pool() {
        return ground().pool();
    }

    /** The login, the pool, and what else there is. */
    default void applyBasics() {
        String endpoints = pool().endpoints().stream()
                .map(e -> "\"" + e.https().getAuthority() + "\"")
                .collect(Collectors.joining(", "));
        apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: NAME, namespace: HERE, labels: {xcp-operator.io/use: "true"}}
                stringData: {username: NAME, password: xensource}
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpPool
                metadata: {name: NAME, namespace: HERE}
                spec:
                  endpoints: [ENDPOINTS]
                  credentialsSecretRef: {name: NAME}
                  tls: {mode: TrustOnFirstUse}
                  limits: {destructionsPerHour: 100}
                """.replace("ENDPOINTS", endpoints) + basics());
    }

    /** Applies YAML in which NAME and HERE stand for this site. */
    default void apply(String yaml) {
        for (String document :
                yaml.replace("NAME", name()).replace("HERE", namespace()).split("(?m)^---$")) {
            client().resource(client().getKubernetesSerialization().<HasMetadata>unmarshal(document))
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    default <T extends HasMetadata> Optional<T> find(Class<T> type, String object) {
        return Optional.ofNullable(client().resources(type)
                .inNamespace(namespace())
                .withName(object)
                .get());
    }

    /** Of the story's object. */
    default <T extends HasMetadata> Optional<T> find(Class<T> type) {
        return find(type, name());
    }

    default void delete(Class<? extends HasMetadata> type, String object) {
        client().resources(type).inNamespace(namespace()).withName(object).delete();
    }

    /** What XcpHost objects say of the pool's hosts, by hostname: of those that are observed. */
    default Map<String, XcpHost> hosts() {
        return client().resources(XcpHost.class).inNamespace(namespace()).list().getItems().stream()
                .filter(host -> host.getSpec().poolRef().name().equals(name()))
                .filter(host -> host.getStatus() != null && host.getStatus().hostname() != null)
                .collect(Collectors.toMap(host -> host.getStatus().hostname(), host -> host));
    }

    /** Pools are ready before the objects of their hosts are made. */
    default boolean hasItsHosts() {
        return hosts().size() == pool().direct().all("host").size();
    }

    /** Of all objects of a class in the pool. */
    default Stream<Map<String, Object>> records(String type) {
        return pool().direct().all(type).stream().map(ref -> pool().direct().record(type, ref));
    }
}
