package io.xcpoperator.operator.vm;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.testing.CrashSite;
import io.xcpoperator.operator.testing.CrashStory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** One pool with one VM, both named alike. */
record VmSite(Ground ground) implements CrashSite {
    static final Predicate<VmSite> READY = ready(_ -> true);
    static final Predicate<VmSite> GONE = site -> site.found().isEmpty();

    /** Its VM is ready, and is so. */
    static Predicate<VmSite> ready(Predicate<VirtualMachine> wanted) {
        return site -> site.found()
                .filter(vm -> vm.getStatus() != null && VmLab.isReady(vm) && wanted.test(vm))
                .isPresent();
    }

    @Override
    public String basics() {
        return """
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: XcpNetwork
                metadata: {name: NAME, namespace: HERE}
                spec: {poolRef: {name: NAME}, existing: {name: lan}}
                """;
    }

    @Override
    public String message() {
        return found().filter(vm -> vm.getStatus() != null)
                .map(vm -> String.valueOf(vm.getStatus().message()))
                .orElse("no status");
    }

    Optional<VirtualMachine> found() {
        return find(VirtualMachine.class);
    }

    void applyVm(String... lines) {
        apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: NAME, namespace: HERE}
                spec:
                  poolRef: {name: NAME}
                  source: {template: {name: debian-12-golden}}
                """ + CrashStory.lines(lines));
    }

    void annotate(String key, String value) {
        client().resource(vm())
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"xcp-operator.io/%s\":\"%s\"}}}".formatted(key, value));
    }

    void delete() {
        delete(VirtualMachine.class, name());
    }

    VirtualMachine vm() {
        return found().orElseThrow();
    }

    /** The name of the XcpHost of the host of that name in the pool. */
    String xcpHost(String hostname) {
        return Objects.requireNonNull(hosts().get(hostname), hostname)
                .getMetadata()
                .getName();
    }

    List<Map<String, Object>> vms() {
        return pool().direct().named("VM", name()).stream()
                .map(ref -> pool().direct().record("VM", ref))
                .toList();
    }

    Map<String, Object> theVm() {
        return vms().getFirst();
    }

    /** As a backup tool does. */
    void trackData() {
        pool().direct().all("VDI").stream()
                .filter(vdi -> pool().direct()
                        .record("VDI", vdi)
                        .get("other_config")
                        .toString()
                        .contains("/data"))
                .forEach(vdi -> pool().direct().call("VDI.enable_cbt", vdi));
    }

    /** Takes away what a story left in the pool on purpose. */
    void clear() {
        for (String vm : pool().direct().named("VM", name())) {
            if (pool().direct().record("VM", vm).get("power_state").equals("Running")) {
                pool().direct().call("VM.hard_shutdown", vm);
            }
            pool().direct().call("VM.destroy", vm);
        }
        for (String vdi : pool().direct().all("VDI")) {
            if (isOurs(pool().direct().record("VDI", vdi))) {
                pool().direct().call("VDI.destroy", vdi);
            }
        }
    }

    /** Takes a halted VM away, with its disks, that a story left on purpose. */
    void destroy(String vmName) {
        for (String vm : pool().direct().named("VM", vmName)) {
            List<String> disks = records("VBD")
                    .filter(vbd -> vm.equals(vbd.get("VM")) && vbd.get("type").equals("Disk"))
                    .map(vbd -> vbd.get("VDI").toString())
                    .toList();
            pool().direct().call("VM.destroy", vm);
            disks.forEach(vdi -> pool().direct().call("VDI.destroy", vdi));
        }
    }

    /** Disks that carry a mark of ours, used or not. */
    List<Map<String, Object>> ourDisks() {
        return records("VDI").filter(VmSite::isOurs).toList();
    }

    private static boolean isOurs(Map<String, Object> vdi) {
        return vdi.get("other_config").toString().contains(Keys.DISK_OF);
    }
}
