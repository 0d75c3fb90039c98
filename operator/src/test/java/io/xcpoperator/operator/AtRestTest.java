package io.xcpoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.api.v1alpha1.image.DiskImage;
import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.api.v1alpha1.snapshot.VirtualMachineSnapshot;
import io.xcpoperator.api.v1alpha1.storage.StorageRepository;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.testing.Heard;
import io.xcpoperator.operator.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing changes, and every kind looks again and again: nobody is asked or told anything. */
class AtRestTest {
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(XcpNetwork.class, StorageRepository.class, VirtualMachineSnapshot.class, DiskImage.class);

    private static final List<String> CONTROLLERS = List.of(
            "xcppool", "xcpnetwork", "storagerepository", "virtualmachinesnapshot", "diskimage", "virtualmachine");

    private static final String RESOURCES = """
            apiVersion: xcp-operator.io/v1alpha1
            kind: XcpNetwork
            metadata: {name: lan}
            spec: {poolRef: {name: home}, existing: {name: lan}, tags: [a]}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: XcpNetwork
            metadata: {name: storage-net}
            spec: {poolRef: {name: home}, vlan: {trunkRef: {name: lan}, tag: 20}, mtu: 9000, nbd: Tls}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: StorageRepository
            metadata: {name: nas}
            spec: {poolRef: {name: home}, existing: {name: nas-vms}}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: StorageRepository
            metadata: {name: made}
            spec: {poolRef: {name: home}, nfs: {server: 192.0.2.7, path: /made}, description: made, tags: [b]}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachine
            metadata: {name: web}
            spec: {poolRef: {name: home}, source: {template: {name: debian-12-golden}}, disks: [{name: root}]}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: VirtualMachineSnapshot
            metadata: {name: monday}
            spec: {virtualMachineRef: {name: web}}
            ---
            apiVersion: xcp-operator.io/v1alpha1
            kind: DiskImage
            metadata: {name: image}
            spec:
              storageRepositoryRef: {name: nas}
              source: {existing: {name: image}}
            """;

    private final Heard heard = new Heard();

    @Test
    void roundsWithNothingToDoAreSilentForEveryKind() {
        try (KubernetesClient client = heard.client();
                Lab lab = Lab.open("rest")) {
            var pool = lab.pool();
            String storage = pool.direct().named("SR", "nas-vms").getFirst();
            pool.direct()
                    .call(
                            "VDI.create",
                            Map.of(
                                    "name_label",
                                    "image",
                                    "name_description",
                                    "",
                                    "SR",
                                    storage,
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
            lab.login();
            Operator operator = lab.unstarted(client, Map.of(Setting.RESYNC_INTERVAL, "1s"), UnaryOperator.identity());
            operator.start();
            lab.awaitPool(lab.xcpPool(pool), "True", "");
            lab.apply(RESOURCES);
            await().atMost(Lab.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(states(lab).values()).hasSize(6).allMatch(state -> state.startsWith("True ")));
            awaitQuiet(lab, pool.calls()::writes);
            Map<String, String> before = states(lab);
            heard.requests().clear();
            pool.calls().reset();
            for (String controller : CONTROLLERS) {
                double rounds = Heard.rounds(operator, controller);
                await(controller).atMost(Lab.PATIENCE).until(() -> Heard.rounds(operator, controller) >= rounds + 4);
            }
            assertThat(heard.requests()).as("requests to the API server").isEmpty();
            assertThat(pool.calls().byMethod().keySet())
                    .as("calls to the pool, but for its events")
                    .isSubsetOf("event.from");
            assertThat(states(lab)).isEqualTo(before);
        }
    }

    /** What is written as all comes to rest was written. */
    private void awaitQuiet(Lab lab, LongSupplier writes) {
        await().during(Duration.ofSeconds(2)).atMost(Lab.PATIENCE).until(() -> {
            long asked = heard.requests().size() + writes.getAsLong();
            boolean quiet = asked == last;
            last = asked;
            return quiet;
        });
    }

    private long last;

    /** Ready and the version of each resource, by name. */
    private static Map<String, String> states(Lab lab) {
        return KINDS.stream()
                .flatMap(kind -> lab.client().resources(kind).inNamespace(lab.namespace()).list().getItems().stream())
                .collect(Collectors.toMap(
                        object -> object.getKind() + "/" + object.getMetadata().getName(),
                        object -> ready(object) + " " + object.getMetadata().getResourceVersion()));
    }

    private static String ready(CustomResource<?, ?> object) {
        return switch (object) {
            case XcpNetwork o
            when o.getStatus() != null -> Lab.readyOf(o.getStatus().conditions());
            case StorageRepository o
            when o.getStatus() != null -> Lab.readyOf(o.getStatus().conditions());
            case VirtualMachineSnapshot o
            when o.getStatus() != null -> Lab.readyOf(o.getStatus().conditions());
            case DiskImage o
            when o.getStatus() != null -> Lab.readyOf(o.getStatus().conditions());
            default -> "none";
        };
    }
}
