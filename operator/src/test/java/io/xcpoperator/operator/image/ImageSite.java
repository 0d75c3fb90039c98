package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.CrashSite;
import io.xcpoperator.operator.testing.CrashStory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One pool with its storage and one DiskImage, named alike.
 *
 * @param url of its file
 */
record ImageSite(Ground ground, String url) implements CrashSite {
    @Override
    public String basics() {
        return """
                ---
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: NAME, namespace: HERE}
                spec: {poolRef: {name: NAME}, existing: {name: nas-vms}}
                """;
    }

    @Override
    public String message() {
        return find(DiskImage.class)
                .map(found -> String.valueOf(found.getStatus()))
                .orElse("gone");
    }

    void applyImage(String... lines) {
        apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: DiskImage
                metadata: {name: NAME, namespace: HERE}
                spec:
                  storageRepositoryRef: {name: NAME}
                  source: {url: "URL"}
                """.replace("URL", url) + CrashStory.lines(lines));
    }

    boolean isReady() {
        return find(DiskImage.class)
                        .filter(found -> found.getStatus() != null
                                && Objects.equals(
                                        found.getStatus().observedGeneration(),
                                        found.getMetadata().getGeneration())
                                && Conditions.isTrue(found.getStatus().conditions(), Conditions.READY)
                                && found.getStatus().pendingCreations() == null)
                        .isPresent()
                && tasks().isEmpty();
    }

    boolean isGone() {
        return find(DiskImage.class).isEmpty();
    }

    void delete() {
        delete(DiskImage.class, name());
    }

    List<Map<String, Object>> disks() {
        return pool().direct().named("VDI", name()).stream()
                .map(ref -> pool().direct().record("VDI", ref))
                .toList();
    }

    Map<String, Object> disk() {
        return disks().getFirst();
    }

    byte[] content(int length) {
        return pool().disks().read(String.valueOf(disk().get("uuid")), 0, length);
    }

    /** Of imports that ended. One that never began the pool forgets by itself, within a day. */
    List<Map<String, Object>> tasks() {
        return records("task")
                .filter(task -> !task.get("status").equals("pending"))
                .filter(task -> task.get("other_config").toString().contains("xcp-operator.io/"))
                .toList();
    }

    /** Takes away what a story left in the pool on purpose. */
    void clearPool() {
        pool().direct().named("VDI", name()).forEach(vdi -> pool().direct().call("VDI.destroy", vdi));
    }
}
