package io.xcpoperator.operator.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.xcpoperator.operator.Operator;
import io.xcpoperator.testkit.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** What an operator asks of the API server, but for its watches, and how many rounds it makes. */
public final class Heard {
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** For instance {@code PATCH https://…}. */
    public List<String> requests() {
        return requests;
    }

    /** An operator's client that keeps what was asked of the API server. */
    public KubernetesClient client() {
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

    /** How many rounds of a controller were made, or of all of them for an empty name. */
    public static double rounds(Operator operator, String controller) {
        try (var in = URI.create("http://127.0.0.1:" + operator.httpPort() + "/metrics")
                .toURL()
                .openStream()) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return page.lines()
                    .filter(line -> line.startsWith("operator_sdk_controllers_execution_reconcile_seconds_count{")
                            && line.contains(controller.isEmpty() ? "" : "controller=\"" + controller + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing that was under way still is. */
    public void awaitRest(Operator operator, String controller) {
        var last = new AtomicReference<>("");
        await("rest").during(Duration.ofSeconds(1)).atMost(Lab.PATIENCE).until(() -> {
            String now = rounds(operator, controller) + " rounds, " + requests.size() + " requests";
            return last.getAndSet(now).equals(now);
        });
    }
}
