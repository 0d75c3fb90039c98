package io.xcpoperator.operator.platform.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xcpoperator.api.v1alpha1.vm.VirtualMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Flux has in mind with an object that is deleted. */
class FluxForceTest {
    private static final String WEB = "apps_web_xcp-operator.io_VirtualMachine";
    private static final String FORCE = "kustomize.toolkit.fluxcd.io/force";

    private static VirtualMachine web(Map<String, String> labels, Map<String, String> annotations) {
        var vm = new VirtualMachine();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace("apps")
                .withName("web")
                .withLabels(labels)
                .withAnnotations(annotations)
                .build());
        return vm;
    }

    private static FluxForce applied(Map<String, String> annotations) {
        return FluxForce.of(web(
                        Map.of(
                                "kustomize.toolkit.fluxcd.io/name", "lab",
                                "kustomize.toolkit.fluxcd.io/namespace", "flux-system"),
                        annotations))
                .orElseThrow();
    }

    private static GenericKubernetesResource lab(boolean force, boolean going, String... listed) {
        var kustomization = new GenericKubernetesResource();
        kustomization.setMetadata(new ObjectMetaBuilder()
                .withName("lab")
                .withDeletionTimestamp(going ? "2026-11-01T10:00:00Z" : null)
                .build());
        List<Map<String, String>> entries = List.of(listed).stream()
                .map(id -> Map.of("id", id, "v", "v1alpha1"))
                .toList();
        kustomization.setAdditionalProperties(
                Map.of("spec", Map.of("force", force), "status", Map.of("inventory", Map.of("entries", entries))));
        return kustomization;
    }

    private static FluxForce.Intent of(@Nullable GenericKubernetesResource lab) {
        return applied(Map.of()).intent(lab);
    }

    @Test
    void whatItPrunesGoesAndWhatItListsMayComeBack() {
        assertThat(of(lab(false, false, WEB))).isEqualTo(FluxForce.Intent.LISTED);
        assertThat(of(lab(false, false, "apps_db_xcp-operator.io_VirtualMachine", "apps_web__ConfigMap")))
                .isEqualTo(FluxForce.Intent.LET_GO);
        assertThat(of(lab(false, false))).isEqualTo(FluxForce.Intent.LET_GO);
    }

    @Test
    void withForceItComesBackAndWithItsKustomizationItGoes() {
        assertThat(of(lab(true, false))).isEqualTo(FluxForce.Intent.MADE_AGAIN);
        assertThat(of(lab(false, true, WEB))).isEqualTo(FluxForce.Intent.LET_GO);
        assertThat(of(null)).isEqualTo(FluxForce.Intent.LET_GO);
    }

    /** A Kustomization that was made anew a moment ago has not written what it applies. */
    @Test
    void withoutAListNothingIsOffIt() {
        GenericKubernetesResource neverApplied = lab(false, false);
        neverApplied.setAdditionalProperties(Map.of());
        assertThat(of(neverApplied)).isEqualTo(FluxForce.Intent.LISTED);
        GenericKubernetesResource going = lab(false, true);
        going.setAdditionalProperties(Map.of());
        assertThat(of(going)).isEqualTo(FluxForce.Intent.LET_GO);
    }

    @Test
    void whatIsListedIsWaitedForSomeSecondsAndThenStays() {
        assertThat(Deletions.because(FluxForce.Intent.LISTED, Duration.ofSeconds(9)))
                .isEqualTo(Deletions.Cause.UNSETTLED);
        assertThat(Deletions.because(FluxForce.Intent.LISTED, Deletions.SETTLES))
                .isEqualTo(Deletions.Cause.REPLACED);
        assertThat(Deletions.because(FluxForce.Intent.LET_GO, Duration.ZERO)).isEqualTo(Deletions.Cause.ASKED);
        assertThat(Deletions.because(FluxForce.Intent.MADE_AGAIN, Duration.ZERO))
                .isEqualTo(Deletions.Cause.REPLACED);
    }

    @Test
    void theObjectsOwnWordIsReadOfItsAnnotationOrLabel() {
        assertThat(applied(Map.of(FORCE, "Enabled")).object()).isTrue();
        assertThat(applied(Map.of(FORCE, "disabled")).object()).isFalse();
        assertThat(FluxForce.of(web(Map.of(), Map.of(FORCE, "enabled"))))
                .as("one that Flux does not apply")
                .isEmpty();
        assertThat(Objects.requireNonNull(applied(Map.of()).id())).isEqualTo(WEB);
    }
}
