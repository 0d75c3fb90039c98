package io.xcpoperator.testkit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of CRD manifests, one file a CRD. */
record CrdFolder(Path path) {

    /** Applies all of them by server-side apply, then waits until each is established: at most 30 s each. */
    void apply(KubernetesClient client) {
        List<CustomResourceDefinition> applied = new ArrayList<>();
        for (Path file : files()) {
            for (HasMetadata item : read(client, file)) {
                if (!(item instanceof CustomResourceDefinition crd)) {
                    throw new IllegalArgumentException(file + " holds a " + item.getKind() + ", not a CRD");
                }
                applied.add(client.resource(crd)
                        .fieldManager("xcp-test")
                        .forceConflicts()
                        .serverSideApply());
            }
        }
        applied.forEach(crd -> client.resource(crd).waitUntilCondition(CrdFolder::established, 30, TimeUnit.SECONDS));
    }

    private List<Path> files() {
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("No .yml or .yaml file in " + path);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of CRDs cannot be read", e);
        }
    }

    private static List<HasMetadata> read(KubernetesClient client, Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return client.load(content).items();
        } catch (IOException e) {
            throw new UncheckedIOException("The CRD cannot be read", e);
        }
    }

    private static boolean established(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
    }
}
