package io.xcpoperator.operator.image;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.xcpoperator.operator.platform.owner.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Job whose pod serves one file of a volume, and who may reach it. It says {@code xcp-operator serve-file}; the token
 * that it asks for is in this process's memory only, the Job holds the SHA-256 of it. Pure.
 */
final class ServingJob {
    static final int PORT = 8087;
    static final String LABEL = "xcp-operator.io/image-uid";
    private static final String HASH = "xcp-operator.io/token-sha256";
    private static final String FOLDER = "/volume";
    private static final long USER = 65532;
    private static final int LIFE_SECONDS = 6 * 60 * 60;

    private ServingJob() {}

    /** Of the Job and of all that belongs to it; the same for the same image. */
    static String name(String imageUid) {
        return "xcp-image-" + imageUid;
    }

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the token that its pod asks for. */
    static Optional<String> hashOf(Job job) {
        return Optional.ofNullable(job.getMetadata().getAnnotations()).map(all -> all.get(HASH));
    }

    /** Whether it was made for that owner, by its UID. */
    static boolean isOf(HasMetadata object, String owner) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference -> owner.equals(reference.getUid()));
    }

    /**
     * Ready to be made.
     *
     * @param program the operator's own container image
     */
    static Job of(Owner image, VolumeFile file, String program, String token) {
        return new JobBuilder()
                .withMetadata(
                        metadata(image).addToAnnotations(HASH, hash(token)).build())
                .withNewSpec()
                .withParallelism(1)
                .withCompletions(1)
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds((long) LIFE_SECONDS)
                .withTtlSecondsAfterFinished(LIFE_SECONDS)
                .withNewTemplate()
                .withMetadata(
                        new ObjectMetaBuilder().addToLabels(labels(image.uid())).build())
                .withSpec(pod(file, program, hash(token)))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static ObjectMetaBuilder metadata(Owner image) {
        return new ObjectMetaBuilder()
                .withNamespace(image.key().namespace())
                .withName(name(image.uid()))
                .addToLabels(labels(image.uid()))
                .addNewOwnerReference()
                .withApiVersion("xcp-operator.io/v1alpha1")
                .withKind("DiskImage")
                .withName(image.key().name())
                .withUid(image.uid())
                .withController(true)
                .endOwnerReference();
    }

    private static Map<String, String> labels(String uid) {
        return Map.of("app.kubernetes.io/managed-by", "xcp-operator", LABEL, uid);
    }

    private static PodSpec pod(VolumeFile file, String program, String hash) {
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(5L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addToContainers(container(file, program, hash))
                .addNewVolume()
                .withName("volume")
                .withNewPersistentVolumeClaim(file.claim(), true)
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("16Mi"))
                .endEmptyDir()
                .endVolume()
                .build();
    }

    private static Container container(VolumeFile file, String program, String hash) {
        return new ContainerBuilder()
                .withName("serve-file")
                .withImage(program)
                .withImagePullPolicy("IfNotPresent")
                .withArgs(
                        "serve-file",
                        "--folder=" + FOLDER,
                        "--path=" + file.path().replace("$", "$$"), // a kubelet expands $(NAME)
                        "--port=" + PORT,
                        "--token-sha256=" + hash)
                .addNewPort()
                .withContainerPort(PORT)
                .endPort()
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withPort(new IntOrString(PORT))
                .endTcpSocket()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewResources()
                .addToRequests(Map.of("cpu", new Quantity("10m"), "memory", new Quantity("96Mi")))
                .addToLimits(Map.of("memory", new Quantity("128Mi")))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withCapabilities(new Capabilities(null, List.of("ALL")))
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("volume")
                .withMountPath(FOLDER)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    /** From the operator's namespace only, and nowhere to; where a namespace refuses everything, it lets the operator in. */
    static NetworkPolicy reach(Owner image, String operatorNamespace) {
        ObjectMeta metadata = metadata(image).build();
        return new NetworkPolicyBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withNewPodSelector()
                .addToMatchLabels(LABEL, image.uid())
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .addNewIngress()
                .addNewFrom()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", operatorNamespace)
                .endNamespaceSelector()
                .endFrom()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(PORT))
                .endPort()
                .endIngress()
                .endSpec()
                .build();
    }
}
