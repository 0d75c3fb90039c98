package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.secrets.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at everything that must be there for resources to be acted on. Reads only; what may not be read it cannot tell. */
final class Doctor {
    private static final String NAME = "xcp-operator";
    private static final int NAMED = 5;

    private final Cluster cluster;
    private final KubernetesClient client;
    private final Optional<String> namespace;
    private final Instant now;

    /** @param namespace the only one whose pools and resources are looked at */
    Doctor(Cluster cluster, Optional<String> namespace, Instant now) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.namespace = namespace;
        this.now = now;
    }

    List<Check> examine() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.fine("the API server answers: Kubernetes "
                + cluster.asked(
                        "ask for its version",
                        () -> client.getKubernetesVersion().getGitVersion())));
        checks.addAll(told("the CRDs", this::crds));
        checks.addAll(told("the operator's pods", this::pods));
        checks.addAll(told("who leads", this::leases));
        checks.addAll(told("your rights", this::rights));
        List<Shown> pools = new ArrayList<>();
        checks.addAll(told("the pools", () -> pools(pools)));
        pools.forEach(pool -> checks.addAll(told("the Secret of pool " + pool.key(), () -> secret(pool))));
        checks.addAll(told("the resources", this::resources));
        return checks;
    }

    private static List<Check> told(String what, Supplier<List<Check>> look) {
        try {
            return look.get();
        } catch (KubernetesClientException e) {
            return List.of(Check.cannotTell(
                    "%s: %s".formatted(what, e.getCode() == 403 ? "you may not read them" : "HTTP " + e.getCode())));
        } catch (Refusal e) {
            return List.of(Check.cannotTell("%s: %s".formatted(what, e.getMessage())));
        }
    }

    private List<Check> crds() {
        return Schemas.compare(client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(crd -> ApiGroup.NAME.equals(crd.getSpec().getGroup()))
                .toList());
    }

    private List<Check> pods() {
        List<Pod> pods = client.pods()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/name", NAME)
                .list()
                .getItems();
        if (pods.isEmpty()) {
            return List.of(Check.cannotTell("no pod has the chart's label app.kubernetes.io/name=" + NAME
                    + ": the operator runs elsewhere, or is not installed (helm list -A)"));
        }
        return pods.stream().map(Doctor::pod).toList();
    }

    private static Check pod(Pod pod) {
        ObjectKey key = ObjectKey.of(pod);
        boolean ready = pod.getStatus() != null
                && pod.getStatus().getConditions() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Ready") && c.getStatus().equals("True"));
        if (!ready) {
            return Check.wrong("operator pod %s is not ready: kubectl describe pod -n %s %s, and its log, say why"
                    .formatted(key, key.namespace(), key.name()));
        }
        String version = pod.getMetadata().getLabels().getOrDefault("app.kubernetes.io/version", "");
        String own = KubectlXcp.Version.of();
        String other = version.isEmpty() || own.startsWith(version) || own.equals("development")
                ? ""
                : " (version %s, this program is %s)".formatted(version, own);
        return Check.fine("operator pod %s is ready%s".formatted(key, other));
    }

    private List<Check> leases() {
        List<Lease> ours = client.leases().inAnyNamespace().list().getItems().stream()
                .filter(lease -> lease.getMetadata().getName().endsWith(NAME)
                        && lease.getSpec() != null
                        && lease.getSpec().getHolderIdentity() != null
                        && !lease.getSpec().getHolderIdentity().isEmpty())
                .toList();
        Optional<Lease> fresh = ours.stream().filter(this::isFresh).findFirst();
        if (fresh.isPresent()) {
            return List.of(Check.fine("%s leads (lease %s)"
                    .formatted(fresh.get().getSpec().getHolderIdentity(), ObjectKey.of(fresh.get()))));
        }
        return List.of(
                ours.isEmpty()
                        ? Check.cannotTell(
                                "no lease *%s is held: the operator runs without leader election, or not at all"
                                        .formatted(NAME))
                        : Check.wrong("nobody leads: lease %s was last renewed %s by %s; see whether its pod runs"
                                .formatted(
                                        ObjectKey.of(ours.getFirst()),
                                        renewed(ours.getFirst())
                                                .map(at -> Ages.ago(at, now))
                                                .orElse("never"),
                                        ours.getFirst().getSpec().getHolderIdentity())));
    }

    private boolean isFresh(Lease lease) {
        int seconds = lease.getSpec().getLeaseDurationSeconds() == null
                ? 15
                : lease.getSpec().getLeaseDurationSeconds();
        return renewed(lease)
                .filter(at -> at.plus(Duration.ofSeconds(seconds)).isAfter(now))
                .isPresent();
    }

    private static Optional<Instant> renewed(Lease lease) {
        return Optional.ofNullable(lease.getSpec().getRenewTime()).map(ZonedDateTime::toInstant);
    }

    /** What the other commands need. */
    private List<Check> rights() {
        String where = namespace.orElse(cluster.namespace());
        Map<String, String> needed = Map.of("patch", "approve, pause and resume", "get", "why");
        List<Check> checks = new ArrayList<>();
        for (String verb : List.of("get", "patch")) {
            if (!may(verb, where)) {
                checks.add(Check.wrong(
                        "you may not %s virtualmachines in namespace %s, which %s need: ask for the role edit there"
                                .formatted(verb, where, Objects.requireNonNull(needed.get(verb)))));
            }
        }
        return checks.isEmpty()
                ? List.of(Check.fine("you may read and change VirtualMachines in namespace " + where))
                : checks;
    }

    private boolean may(String verb, String where) {
        var review = client.resource(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withGroup(ApiGroup.NAME)
                        .withResource(KindName.VirtualMachine.plural())
                        .withVerb(verb)
                        .withNamespace(where)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .create();
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }

    private List<Check> pools(List<Shown> into) {
        cluster.list(KindName.XcpPool, namespace).forEach(pool -> into.add(new Shown(KindName.XcpPool, pool)));
        if (into.isEmpty()) {
            return List.of(Check.wrong("there is no XcpPool%s: write one (README.md, \"With a pool of yours\")"
                    .formatted(namespace.map(n -> " in namespace " + n).orElse(""))));
        }
        return into.stream().map(this::pool).toList();
    }

    private Check pool(Shown pool) {
        if (pool.conditions().isEmpty()) {
            return Check.wrong("pool %s: no operator has looked at it".formatted(pool.key()));
        }
        String state = pool.text("status", "connection", "state").orElse("not connected");
        return pool.isTrue("Ready")
                ? Check.fine("pool %s is %s, %s hosts, %s"
                        .formatted(
                                pool.key(),
                                state,
                                pool.text("status", "hosts").orElse("?"),
                                pool.text("status", "version", "product").orElse("?")))
                : Check.wrong("pool %s: %s".formatted(pool.key(), pool.message()));
    }

    /** Only whether it is there and labelled: nothing of what is in it is looked at. */
    private List<Check> secret(Shown pool) {
        Optional<String> name = pool.text("spec", "credentialsSecretRef", "name");
        if (name.isEmpty()) {
            return List.of();
        }
        String where = pool.key().namespace();
        Secret secret = client.secrets().inNamespace(where).withName(name.get()).get();
        if (secret == null) {
            return List.of(
                    Check.wrong("pool %s names Secret %s, which is not there: create it with keys username and password"
                            .formatted(pool.key(), name.get())));
        }
        Map<String, String> labels = secret.getMetadata().getLabels() == null
                ? Map.of()
                : secret.getMetadata().getLabels();
        if (!Secrets.LABEL_VALUE.equals(labels.get(Secrets.LABEL))) {
            return List.of(Check.wrong(
                    "Secret %s of pool %s lacks the label by which the operator reads it: kubectl label --field-manager=xcp -n %s secret %s %s=%s"
                            .formatted(name.get(), pool.key(), where, name.get(), Secrets.LABEL, Secrets.LABEL_VALUE)));
        }
        return List.of(Check.fine("Secret %s of pool %s is there and labelled".formatted(name.get(), pool.key())));
    }

    private List<Check> resources() {
        List<Shown> all = Stream.of(KindName.values())
                .filter(kind -> kind != KindName.XcpPool && kind != KindName.XcpInquiry)
                .flatMap(kind -> cluster.list(kind, namespace).stream().map(object -> new Shown(kind, object)))
                .toList();
        List<Shown> stalled =
                all.stream().filter(shown -> shown.isTrue("Stalled")).toList();
        if (!stalled.isEmpty()) {
            return List.of(Check.wrong("%d of %d resources are stalled: %s; kubectl xcp why tells of each"
                    .formatted(stalled.size(), all.size(), named(stalled))));
        }
        List<Shown> waiting =
                all.stream().filter(shown -> !shown.isTrue("Ready")).toList();
        String rest = waiting.isEmpty() ? "" : ", not yet %s; kubectl xcp why tells of each".formatted(named(waiting));
        return List.of(Check.fine("%d resources, %d of them Ready, none stalled%s"
                .formatted(all.size(), all.size() - waiting.size(), rest)));
    }

    private static String named(List<Shown> some) {
        String first = some.stream()
                .limit(NAMED)
                .map(shown -> "%s -n %s".formatted(shown.target(), shown.key().namespace()))
                .collect(Collectors.joining(", "));
        return some.size() > NAMED ? first + " and %d more".formatted(some.size() - NAMED) : first;
    }
}
