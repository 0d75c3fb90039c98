package io.xcpoperator.operator.storage;

import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.status.Conditions;
import io.xcpoperator.operator.testing.CrashSite;
import io.xcpoperator.operator.testing.CrashStory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One pool and one StorageRepository, named alike. */
record StorageSite(Ground ground) implements CrashSite {
    @Override
    public String basics() {
        return "";
    }

    @Override
    public String message() {
        return find(StorageRepository.class)
                .map(found -> String.valueOf(found.getStatus()))
                .orElse("gone");
    }

    void applyStorage(String... lines) {
        apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: StorageRepository
                metadata: {name: NAME, namespace: HERE}
                spec:
                  poolRef: {name: NAME}
                  nfs: {server: 192.168.1.5, path: /vms}
                """ + CrashStory.lines(lines));
    }

    boolean isReady() {
        return find(StorageRepository.class)
                .filter(found -> found.getStatus() != null
                        && Objects.equals(
                                found.getStatus().observedGeneration(),
                                found.getMetadata().getGeneration())
                        && Conditions.isTrue(found.getStatus().conditions(), Conditions.READY)
                        && found.getStatus().pendingCreations() == null)
                .isPresent();
    }

    boolean isGone() {
        return find(StorageRepository.class).isEmpty();
    }

    void delete() {
        delete(StorageRepository.class, name());
    }

    /** All but the one that the pool begins with. */
    List<Map<String, Object>> storages() {
        return pool().direct().all("SR").stream()
                .map(ref -> pool().direct().record("SR", ref))
                .filter(record -> record.get("type").equals("nfs")
                        && !record.get("name_label").equals("nas-vms"))
                .toList();
    }

    Map<String, Object> storage() {
        return storages().getFirst();
    }

    List<Map<String, Object>> connections() {
        return ((List<?>) storage().get("PBDs"))
                .stream()
                        .map(pbd -> pool().direct().record("PBD", pbd.toString()))
                        .toList();
    }

    /** Takes away what a story left in the pool on purpose. */
    void clearPool() {
        for (String storage : pool().direct().named("SR", name())) {
            ((List<?>) pool().direct().record("SR", storage).get("PBDs"))
                    .forEach(pbd -> pool().direct().call("PBD.unplug", pbd));
            pool().direct().call("SR.destroy", storage);
        }
    }
}
