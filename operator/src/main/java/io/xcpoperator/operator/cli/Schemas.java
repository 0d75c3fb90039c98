package io.xcpoperator.operator.cli;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xcpoperator.api.v1alpha1.ApiGroup;
import io.xcpoperator.api.v1alpha1.Kinds;
import io.xcpoperator.api.v1alpha1.NotYet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The CRDs of this version against those of a cluster. Pure but for the resources of the jar. */
final class Schemas {
    private static final int NAMED = 3;

    private Schemas() {}

    /** @param installed of our group, as the cluster has them */
    static List<Check> compare(List<CustomResourceDefinition> installed) {
        List<Check> checks = new ArrayList<>();
        int fine = 0;
        for (Class<? extends CustomResource<?, ?>> kind : Kinds.all()) {
            String name = CustomResource.getCRDName(kind);
            Optional<CustomResourceDefinition> there = installed.stream()
                    .filter(crd -> crd.getMetadata().getName().equals(name))
                    .findFirst();
            if (there.isPresent()) {
                Optional<Check> bad = fault(name, there.get());
                bad.ifPresent(checks::add);
                fine += bad.isPresent() ? 0 : 1;
            } else if (!kind.isAnnotationPresent(NotYet.class)) {
                checks.add(Check.wrong("CRD %s is not installed: install or upgrade the chart".formatted(name)));
            }
        }
        if (checks.isEmpty()) {
            checks.add(Check.fine("%d CRDs are installed and have every field of version %s"
                    .formatted(fine, KubectlXcp.Version.of())));
        }
        return checks;
    }

    private static Optional<Check> fault(String name, CustomResourceDefinition there) {
        boolean served = there.getStatus() != null
                && there.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
        if (!served) {
            return Optional.of(Check.wrong(
                    "CRD %s is there and not served: kubectl describe crd %s says why".formatted(name, name)));
        }
        var lacking = new TreeSet<String>();
        lacking("", schema(ours(name)), schema(there), lacking);
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        String more = lacking.size() > NAMED ? " and %d more".formatted(lacking.size() - NAMED) : "";
        return Optional.of(Check.wrong(
                "CRD %s is older than this program: it lacks %s%s; upgrade the chart, or use the kubectl-xcp of its version"
                        .formatted(
                                name,
                                String.join(", ", lacking.stream().limit(NAMED).toList()),
                                more)));
    }

    /** Of a kind's spec, as this version has it. */
    static Optional<JSONSchemaProps> spec(KindName kind) {
        return Optional.ofNullable(schema(ours(kind.plural() + "." + ApiGroup.NAME)))
                .map(JSONSchemaProps::getProperties)
                .map(properties -> properties.get("spec"));
    }

    private static CustomResourceDefinition ours(String name) {
        String resource = "/META-INF/fabric8/" + name + "-v1.yml";
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(resource), resource)) {
            return new KubernetesSerialization().unmarshal(in, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    private static @Nullable JSONSchemaProps schema(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().stream()
                .filter(version -> version.getName().equals(ApiGroup.VERSION))
                .map(version -> version.getSchema().getOpenAPIV3Schema())
                .findFirst()
                .orElse(null);
    }

    private static void lacking(
            String path, @Nullable JSONSchemaProps ours, @Nullable JSONSchemaProps theirs, Set<String> into) {
        if (ours == null) {
            return;
        }
        if (theirs == null) {
            into.add(path.isEmpty() ? "version " + ApiGroup.VERSION : path);
            return;
        }
        if (ours.getProperties() != null) {
            ours.getProperties()
                    .forEach((name, below) -> lacking(
                            path.isEmpty() ? name : path + "." + name,
                            below,
                            theirs.getProperties() == null
                                    ? null
                                    : theirs.getProperties().get(name),
                            into));
        }
        if (ours.getItems() != null) {
            lacking(
                    path + "[]",
                    ours.getItems().getSchema(),
                    theirs.getItems() == null ? null : theirs.getItems().getSchema(),
                    into);
        }
    }
}
