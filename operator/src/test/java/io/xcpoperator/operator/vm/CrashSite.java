package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.host.XcpHost;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pool with one VM, both named alike. */
record CrashSite(KubernetesClient client, String namespace, String name, Simulator pool) {
    static final String BASICS = """
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
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: XcpNetwork
            metadata: {name: NAME, namespace: HERE}
            spec: {poolRef: {name: NAME}, existing: {name: lan}}
            """;

    void applyBasics() {
        String endpoints = pool.endpoints().stream()
                .map(e -> "\"" + e.https().getAuthority() + "\"")
                .collect(Collectors.joining(", "));
        apply(BASICS.replace("ENDPOINTS", endpoints));
    }

    /** Applies YAML in which NAME and HERE stand for this site. */
    void apply(String yaml) {
        for (String document :
                yaml.replace("NAME", name).replace("HERE", namespace).split("(?m)^---$")) {
            client.resource(client.getKubernetesSerialization().<HasMetadata>unmarshal(document))
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    void applyVm(String... lines) {
        apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME, namespace: HERE}
                spec:
                  poolRef: {name: NAME}
                  source: {template: {name: debian-12-golden}}
                """ + Stream.of(lines).map(line -> "  " + line + "\n").collect(Collectors.joining()));
    }

    void annotate(String key, String value) {
        client.resources(VirtualMachine.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"xcp-operator.io/%s\":\"%s\"}}}".formatted(key, value));
    }

    void delete() {
        client.resources(VirtualMachine.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    VirtualMachine vm() {
        return Objects.requireNonNull(client.resources(VirtualMachine.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The XcpHost of the host of that name in the pool. */
    String xcpHost(String host) {
        return client.resources(XcpHost.class).inNamespace(namespace).list().getItems().stream()
                .filter(h -> h.getSpec().poolRef().name().equals(name))
                .filter(h -> h.getStatus() != null && host.equals(h.getStatus().hostname()))
                .findFirst()
                .orElseThrow()
                .getMetadata()
                .getName();
    }

    List<Map<String, Object>> vms() {
        return pool.direct().named("VM", name).stream()
                .map(ref -> pool.direct().record("VM", ref))
                .toList();
    }

    Map<String, Object> theVm() {
        return vms().getFirst();
    }

    Stream<Map<String, Object>> records(String type) {
        return pool.direct().all(type).stream().map(ref -> pool.direct().record(type, ref));
    }

    /** Takes away what a story left in the pool on purpose. */
    void clear() {
        for (String vm : pool.direct().named("VM", name)) {
            if (pool.direct().record("VM", vm).get("power_state").equals("Running")) {
                pool.direct().call("VM.hard_shutdown", vm);
            }
            pool.direct().call("VM.destroy", vm);
        }
        for (String vdi : pool.direct().all("VDI")) {
            if (isOurs(pool.direct().record("VDI", vdi))) {
                pool.direct().call("VDI.destroy", vdi);
            }
        }
    }

    /** Disks that carry a mark of ours, used or not. */
    List<Map<String, Object>> ourDisks() {
        return records("VDI").filter(CrashSite::isOurs).toList();
    }

    private static boolean isOurs(Map<String, Object> vdi) {
        return vdi.get("other_config").toString().contains(Keys.DISK_OF);
    }
}
