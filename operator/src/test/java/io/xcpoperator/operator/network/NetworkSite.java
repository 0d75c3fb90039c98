package io.xcpoperator.operator.network;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.network.XcpNetworkStatus;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.CrashSite;
import io.xcpoperator.operator.testing.CrashStory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One pool with its trunk and one VLAN, named alike. */
record NetworkSite(Ground ground) implements CrashSite {
    @Override
    public String basics() {
        return """
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: NAME-trunk, namespace: HERE}
                spec: {poolRef: {name: NAME}, existing: {name: lan}}
                """;
    }

    @Override
    public String message() {
        return find(XcpNetwork.class)
                .map(found -> String.valueOf(found.getStatus()))
                .orElse("gone");
    }

    void applyVlan(String... lines) {
        apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: NAME, namespace: HERE}
                spec:
                  poolRef: {name: NAME}
                  vlan: {tag: 20, trunkRef: {name: NAME-trunk}}
                """ + CrashStory.lines(lines));
    }

    XcpNetworkStatus status() {
        return find(XcpNetwork.class).orElseThrow().getStatus();
    }

    boolean isReady() {
        return find(XcpNetwork.class)
                .filter(found -> found.getStatus() != null
                        && Objects.equals(
                                found.getStatus().observedGeneration(),
                                found.getMetadata().getGeneration())
                        && Conditions.isTrue(found.getStatus().conditions(), Conditions.READY))
                .isPresent();
    }

    boolean isGone() {
        return find(XcpNetwork.class).isEmpty();
    }

    void annotate(String key, String value) {
        client().resource(find(XcpNetwork.class).orElseThrow())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"xcp-operator.io/%s\":\"%s\"}}}".formatted(key, value));
    }

    void delete() {
        delete(XcpNetwork.class, name());
    }

    List<Map<String, Object>> vlans() {
        return pool().direct().named("network", name()).stream()
                .map(ref -> pool().direct().record("network", ref))
                .toList();
    }

    Map<String, Object> vlan() {
        return vlans().getFirst();
    }

    List<Map<String, Object>> pifs() {
        return ((List<?>) vlan().get("PIFs"))
                .stream()
                        .map(pif -> pool().direct().record("PIF", pif.toString()))
                        .toList();
    }

    /** A running VM with one interface on the VLAN, which bears the mark of another resource. */
    void runGuest() {
        String template = pool().direct().named("VM", "debian-12-golden").getFirst();
        String vm = (String) pool().direct().call("VM.clone", template, "guest");
        pool().direct().call("VM.set_is_a_template", vm, false);
        pool().direct()
                .call(
                        "VM.add_to_other_config",
                        vm,
                        "xcp-operator.io/owner",
                        "c/n/guest/u/" + pool().direct().record("VM", vm).get("uuid"));
        pool().direct()
                .call(
                        "VIF.create",
                        Map.of(
                                "device",
                                "5",
                                "network",
                                pool().direct().named("network", name()).getFirst(),
                                "VM",
                                vm,
                                "MAC",
                                "",
                                "MTU",
                                1500,
                                "other_config",
                                Map.of(),
                                "qos_algorithm_type",
                                "",
                                "qos_algorithm_params",
                                Map.of()));
        pool().direct().call("VM.start", vm, false, false);
    }

    boolean guestToolsRun() {
        return guestNic().get("allowed_operations").toString().contains("unplug");
    }

    Map<String, Object> guest() {
        return pool().direct().record("VM", pool().direct().named("VM", "guest").getFirst());
    }

    Map<String, Object> guestNic() {
        return ((List<?>) vlan().get("VIFs"))
                .stream()
                        .map(vif -> pool().direct().record("VIF", vif.toString()))
                        .findFirst()
                        .orElseThrow();
    }

    /** Lets the story's network go. */
    void clear() {
        for (String vm : pool().direct().named("VM", "guest")) {
            pool().direct().call("VM.hard_shutdown", vm);
            pool().direct().call("VM.destroy", vm);
        }
        delete();
    }

    /** Takes away what a story left in the pool on purpose. */
    void clearPool() {
        for (String network : pool().direct().named("network", name())) {
            ((List<?>) pool().direct().record("network", network).get("PIFs"))
                    .forEach(pif -> pool().direct().call("PIF.destroy", pif));
            pool().direct().call("network.destroy", network);
        }
    }
}
