package io.xcpoperator.operator.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.operator.testing.LogLines;
import io.xcpoperator.testkit.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Most rounds of most VMs find nothing to do: they cost nobody anything. */
class VmAtRestTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @Test
    void aRoundWithNothingToDoIsSilent() {
        try (KubernetesClient client = listening();
                VmLab lab = VmLab.withoutOperator()) {
            Operator operator = lab.startOperator(client, "lab-" + lab.infra(), UnaryOperator.identity());
            lab.applyVm(
                    "web",
                    "cpu: {count: 2}",
                    "memory: {size: 2Gi}",
                    "disks: [{name: root}, {name: data, size: 1Gi}]",
                    "networkInterfaces: [{name: lan, networkRef: {name: lan, namespace: INFRA}}]",
                    "tags: [web]");
            String ref =
                    lab.vmsNamed(lab.awaitReady("web").getMetadata().getName()).getFirst();
            awaitRest(operator);
            String version = lab.vm("web").orElseThrow().getMetadata().getResourceVersion();

            try (LogLines ours = LogLines.of("io.xcpoperator.operator");
                    LogLines pools = LogLines.of("io.xcpoperator.xapi")) {
                requests.clear();
                lab.pool().calls().reset();
                double before = rounds(operator);
                lab.pool().direct().call("VM.add_to_other_config", ref, "note", "of no concern");
                await("the pool's event is looked at").atMost(VmLab.PATIENCE).until(() -> rounds(operator) > before);
                double woken = rounds(operator);
                assertThat(lab.vm("web").orElseThrow().getMetadata().getResourceVersion())
                        .isEqualTo(version);
                lab.client()
                        .resources(VirtualMachine.class)
                        .inNamespace(lab.apps())
                        .withName("web")
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\":{\"labels\":{\"note\":\"of-no-concern\"}}}");
                await("the API server's event is looked at")
                        .atMost(VmLab.PATIENCE)
                        .until(() -> rounds(operator) > woken);

                assertThat(requests).as("requests to the API server").isEmpty();
                assertThat(lab.pool().calls().byMethod().keySet())
                        .as("calls to the pool, but for its events")
                        .isSubsetOf("event.from");
                assertThat(ours.whole()).as("log").isEmpty();
                assertThat(pools.whole()).as("log of the client").isEmpty();
            }
        }
    }

    /** Nothing that was under way still is. */
    private void awaitRest(Operator operator) {
        var last = new AtomicReference<>("");
        await("rest").during(Duration.ofSeconds(1)).atMost(VmLab.PATIENCE).until(() -> {
            String now = rounds(operator) + " rounds, " + requests.size() + " requests";
            return last.getAndSet(now).equals(now);
        });
    }

    /** An operator's client that keeps what was asked of the API server. */
    private KubernetesClient listening() {
        return new KubernetesClientBuilder()
                .withConfig(TestCluster.shared().config())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("listening", new Interceptor() {
                    @Override
                    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                        if (!String.valueOf(request.uri().getQuery()).contains("watch=true")) {
                            requests.add(request.method() + " " + request.uri());
                        }
                    }
                }))
                .build();
    }

    /** How many rounds of VirtualMachines were made. */
    private static double rounds(Operator operator) {
        try (var in = URI.create("http://127.0.0.1:" + operator.httpPort() + "/metrics")
                .toURL()
                .openStream()) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return page.lines()
                    .filter(line -> line.startsWith("operator_sdk_controllers_execution_reconcile_seconds_count{")
                            && line.contains("controller=\"virtualmachine\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
