package io.xcpoperator.operator.image;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.image.DiskImageStatus;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.platform.door.Intake;
import io.xcpoperator.operator.testing.Lab;
import io.xcpoperator.operator.testing.Saying;
import io.xcpoperator.simulator.Simulator;
import io.xcpoperator.xapi.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A pool with the storages nas-vms and isos, an operator, and a web server with images. */
final class ImageLab implements AutoCloseable {
    final Lab lab = Lab.open("img");
    final Simulator pool = lab.pool();
    final ImageServer web = new ImageServer();
    private final UnaryOperator<Wire> wires;
    private final Path folder;
    private Operator operator;

    ImageLab(Path folder) {
        this(folder, UnaryOperator.identity());
    }

    ImageLab(Path folder, UnaryOperator<Wire> wires) {
        this.wires = wires;
        this.folder = folder;
        lab.login();
        operator = startOperator();
        lab.awaitPool(lab.xcpPool(pool), "True", "");
        for (String[] storage : List.of(new String[] {"nas", "nas-vms"}, new String[] {"isos", "ISOs"})) {
            lab.apply("""
                    apiVersion: xcp-operator.io/v1alpha1
                    kind: StorageRepository
                    metadata: {name: %s}
                    spec: {poolRef: {name: home}, existing: {name: %s}}
                    """.formatted(storage[0], storage[1]));
        }
    }

    private Operator startOperator() {
        return lab.operator(
                Map.of(
                        Setting.RESYNC_INTERVAL, "6h",
                        Setting.IMAGE_FOLDER, folder.toString(),
                        Setting.IMAGE_ROOM, "64Mi",
                        Setting.VOLUME_READER, "localhost/xcp-operator:test"),
                seams -> seams.withWires(wires));
    }

    /** Takes bytes for images, as the door does. */
    Intake intake() {
        return operator.intake();
    }

    ObjectKey key(String name) {
        return new ObjectKey(lab.namespace(), name);
    }

    /** The one of now ends, and another starts that knows nothing of it. */
    void replaceOperator() {
        operator.close();
        operator = startOperator();
    }

    DiskImage apply(String name, String... lines) {
        lab.apply("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: DiskImage
                metadata: {name: %s}
                spec:
                """.formatted(name)
                + String.join(
                        "",
                        List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
        return get(name);
    }

    /** Of examples/, in this lab's namespace and storage. */
    void example(String file) throws IOException {
        lab.apply(Files.readString(Path.of("../examples", file))
                .replaceAll(", namespace: (infra|apps)", "")
                .replace("name: nas-vms", "name: nas"));
    }

    /** One of those that the operator may read. */
    void secret(String name, String key, String value) {
        lab.apply(new SecretBuilder()
                .withMetadata(lab.named(name)
                        .addToLabels("xcp-operator.io/use", "true")
                        .build())
                .addToStringData(key, value)
                .build());
    }

    void configMap(String name, String key, String value) {
        lab.apply(new ConfigMapBuilder()
                .withMetadata(lab.named(name).build())
                .addToData(key, value)
                .build());
    }

    Optional<DiskImage> find(String name) {
        return Optional.ofNullable(lab.client()
                .resources(DiskImage.class)
                .inNamespace(lab.namespace())
                .withName(name)
                .get());
    }

    DiskImage get(String name) {
        return find(name).orElseThrow();
    }

    DiskImageStatus status(String name) {
        return Objects.requireNonNull(get(name).getStatus());
    }

    DiskImageStatus awaitReady(String name) {
        return await(name, "True", "");
    }

    /** Waits until the status is about the spec as it is, Ready is this, and the MESSAGE column contains the text; as it was then. */
    DiskImageStatus await(String name, String ready, String message) {
        return Saying.await(() -> get(name), ready, message).getStatus();
    }

    void delete(String name) {
        lab.client().resource(get(name)).delete();
    }

    void awaitGone(String name) {
        Awaitility.await().atMost(Lab.PATIENCE).until(() -> find(name).isEmpty());
    }

    /** The disks of that name in the pool. */
    List<Map<String, Object>> disks(String label) {
        return pool.direct().named("VDI", label).stream()
                .map(ref -> pool.direct().record("VDI", ref))
                .toList();
    }

    @Override
    public void close() {
        web.close();
        lab.close();
    }
}
