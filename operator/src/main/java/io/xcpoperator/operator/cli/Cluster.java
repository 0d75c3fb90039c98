package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.operator.platform.gate.Annotations;
import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Kubernetes API with a person's own rights. A refusal of the API server becomes one line. */
final class Cluster implements AutoCloseable {
    /** The same as in the commands that messages print: no tool that applies manifests takes away what it set. */
    static final String FIELD_MANAGER = "xcp";

    private final KubernetesClient client;
    private final String namespace;
    private final boolean closes;

    /** @param namespace where a resource is looked for */
    Cluster(KubernetesClient client, String namespace) {
        this(client, namespace, false);
    }

    private Cluster(KubernetesClient client, String namespace, boolean closes) {
        this.client = client;
        this.namespace = namespace;
        this.closes = closes;
    }

    /** By kubectl's rules: --kubeconfig, else KUBECONFIG, else ~/.kube/config; its current context but for --context. */
    static Cluster open(@Nullable String kubeconfig, @Nullable String context, @Nullable String namespace) {
        if (kubeconfig != null && !new File(kubeconfig).canRead()) {
            throw Refusal.failed("there is no file %s to read: see --kubeconfig".formatted(kubeconfig));
        }
        Config config = kubeconfig == null
                ? Config.autoConfigure(context)
                : Config.fromKubeconfig(context, new File(kubeconfig));
        if (context != null && config.getContexts().stream().noneMatch(named -> context.equals(named.getName()))) {
            throw Refusal.failed("the kubeconfig has no context \"%s\": kubectl config get-contexts lists those it has"
                    .formatted(context));
        }
        config.setRequestRetryBackoffLimit(1);
        var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        String fallback = config.getNamespace() == null ? "default" : config.getNamespace();
        return new Cluster(client, namespace == null ? fallback : namespace, true);
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    /** @throws Refusal where it is not there, or may not be read */
    GenericKubernetesResource get(Target target) {
        return find(target, namespace)
                .orElseThrow(
                        () -> Refusal.failed("there is no %s in namespace %s: kubectl get %s -A shows where they are"
                                .formatted(target, namespace, target.kind().shortName())));
    }

    Optional<GenericKubernetesResource> find(Target target, String where) {
        return asked(
                "read " + target,
                () -> Optional.ofNullable(client.genericKubernetesResources(context(target.kind()))
                        .inNamespace(where)
                        .withName(target.name())
                        .get()));
    }

    /** All of a kind in every namespace, or in one; empty where the cluster does not know the kind. */
    List<GenericKubernetesResource> list(KindName kind, Optional<String> where) {
        return asked("list " + kind.plural(), () -> {
            var all = client.genericKubernetesResources(context(kind));
            try {
                return where.isPresent()
                        ? all.inNamespace(where.get()).list().getItems()
                        : all.inAnyNamespace().list().getItems();
            } catch (KubernetesClientException e) {
                if (e.getCode() == 404) {
                    return List.<GenericKubernetesResource>of();
                }
                throw e;
            }
        });
    }

    /** Sets one of our annotations, or takes it away; all else of the object stays. */
    void annotate(HasMetadata object, String name, @Nullable String value) {
        Map<String, @Nullable Object> annotations = new HashMap<>();
        annotations.put(Annotations.PREFIX + name, value); // null takes it away
        String patch =
                client.getKubernetesSerialization().asJson(Map.of("metadata", Map.of("annotations", annotations)));
        asked(
                "annotate %s %s"
                        .formatted(object.getKind(), object.getMetadata().getName()),
                () -> client.resource(object)
                        .patch(
                                new PatchContext.Builder()
                                        .withPatchType(PatchType.JSON_MERGE)
                                        .withFieldManager(FIELD_MANAGER)
                                        .build(),
                                patch));
    }

    /** Runs a request, and says in one line what the API server has against it. */
    <T> T asked(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw Refusal.failed(told(what, e));
        }
    }

    private String told(String what, KubernetesClientException e) {
        String server = client.getMasterUrl().toString();
        String says = e.getStatus() == null || e.getStatus().getMessage() == null
                ? ""
                : e.getStatus().getMessage();
        return switch (e.getCode()) {
            case 0 ->
                "the API server at %s does not answer: check --kubeconfig, --context and that it runs"
                        .formatted(server);
            case 401 ->
                "the API server at %s does not know you: log in again, or check the kubeconfig".formatted(server);
            case 403 -> "you may not %s: %s".formatted(what, says);
            case 404 ->
                "the cluster does not know what it takes to %s: is xcp-operator installed (kubectl xcp doctor)?"
                        .formatted(what);
            default -> "cannot %s: %s".formatted(what, says.isEmpty() ? "HTTP " + e.getCode() : says);
        };
    }

    private static ResourceDefinitionContext context(KindName kind) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(ApiGroup.NAME)
                .withVersion(ApiGroup.VERSION)
                .withKind(kind.name())
                .withPlural(kind.plural())
                .withNamespaced(true)
                .build();
    }

    @Override
    public void close() {
        if (closes) {
            client.close();
        }
    }
}
