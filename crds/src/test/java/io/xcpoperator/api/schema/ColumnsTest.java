package io.xcpoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xcpoperator.testkit.TestCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kubectl get} shows: it prints the table that the API server makes. */
class ColumnsTest {
    private static final KubernetesClient CLIENT = TestCluster.shared().client();
    private static String namespace;

    @BeforeAll
    static void kindsAreThere() {
        TestCluster.shared().applyCrds(Golden.MODULE.resolve("manifests"));
        namespace = TestCluster.shared().namespace("columns");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "xcppools; Name READY COORDINATOR HOSTS VMS VERSION AGE MESSAGE",
                "xcphosts; Name READY HOSTNAME ROLE ENABLED VMS MEMORY FREE VERSION AGE MESSAGE",
                "virtualmachines; Name READY POWER HOST IP CPU MEMORY AGE MESSAGE",
                "backuppolicies; Name READY SCHEDULE LAST RESULT NEXT VMS PROVEN AGE MESSAGE",
                "virtualmachinebackups; Name PHASE VM MODE SIZE RATE VERIFIED AGE MESSAGE",
                "patchplans; Name PHASE HOST STEP UPDATES NEXT WINDOW AGE MESSAGE",
            })
    void aPersonSeesWhatMatters(String plural, String headings) throws IOException {
        List<String> shown = new ArrayList<>();
        for (JsonNode column : table(plural).get("columnDefinitions")) {
            if (column.path("priority").asInt() == 0) {
                shown.add(column.get("name").asText());
            }
        }
        assertThat(String.join(" ", shown)).isEqualTo(headings);
    }

    @Test
    void aRunningVmIsOneReadableLine() throws IOException {
        GenericKubernetesResource vm =
                Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: web, namespace: %s}
                spec: {poolRef: {name: home}, source: {template: {name: debian}}}
                """.formatted(namespace), GenericKubernetesResource.class);
        CLIENT.resource(vm).create();
        GenericKubernetesResource status =
                Serialization.unmarshal("""
                apiVersion: xcp-operator.io/v1alpha1
                kind: VirtualMachine
                metadata: {name: web, namespace: %s}
                status:
                  powerState: Running
                  host: xcp1
                  guest: {addresses: [192.168.1.40, "fe80::1"]}
                  cpu: {count: 2}
                  memory: {size: 4Gi}
                  message: all is well
                  conditions:
                  - {type: Ready, status: "True", reason: Settled, message: "", lastTransitionTime: "2026-11-01T10:00:00Z"}
                """.formatted(namespace), GenericKubernetesResource.class);
        CLIENT.resource(status).subresource("status").patch(StoredObjectsTest.applyAs("operator"));

        JsonNode cells = table("virtualmachines").get("rows").get(0).get("cells");
        List<String> line = new ArrayList<>();
        cells.forEach(cell -> line.add(cell.asText()));
        assertThat(line)
                .startsWith("web", "True", "Running", "xcp1", "192.168.1.40", "2", "4Gi")
                .endsWith("all is well");
    }

    private static JsonNode table(String plural) throws IOException {
        HttpRequest request = CLIENT.getHttpClient()
                .newHttpRequestBuilder()
                .uri(CLIENT.getMasterUrl() + "apis/xcp-operator.io/v1alpha1/namespaces/" + namespace + "/" + plural)
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        String body =
                CLIENT.getHttpClient().sendAsync(request, String.class).join().body();
        return new ObjectMapper().readTree(body);
    }
}
