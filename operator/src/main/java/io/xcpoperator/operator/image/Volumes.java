package io.xcpoperator.operator.image;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.Platform;
import io.xcpoperator.operator.platform.kube.Deputies;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pods that serve files of volumes, by a Job each. Asked for when an image needs one, not watched: that is seldom, and
 * other pods of the cluster are none of our business.
 */
final class Volumes {
    private static final Logger log = LoggerFactory.getLogger(Volumes.class);
    private static final int TOKEN_BYTES = 32;

    private final Platform platform;
    private final KubernetesClient client;
    private final Deputies deputies;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Volumes(Platform platform) {
        this.platform = platform;
        this.client = platform.kubernetes();
        this.deputies = new Deputies(client, platform.leadership());
    }

    /** @param needed whether the file is not here yet */
    Mounting look(Owner image, VolumeFile file, boolean needed) {
        if (platform.config().images().volumeReader().isEmpty()) {
            return needed ? OFF : new Mounting.None();
        }
        Optional<Job> job = job(image);
        if (!needed && job.isEmpty()) {
            return new Mounting.None();
        }
        return Mounting.of(
                file,
                image.uid(),
                Optional.ofNullable(tokens.get(image.uid())),
                new Mounting.Seen(job.isPresent() ? Optional.empty() : claim(file), job, pods(image, job)),
                platform.clock().instant());
    }

    private static final Mounting OFF = new Mounting.Hindered(
            new Verdict.Stalled(
                    Reason.AccessDenied,
                    "source.persistentVolumeClaim is switched off for this operator (chart value images.fromVolumes): use source.url or source.upload"));

    private Optional<Job> job(Owner image) {
        return Optional.ofNullable(client.batch()
                .v1()
                .jobs()
                .inNamespace(image.key().namespace())
                .withName(ServingJob.name(image.uid()))
                .get());
    }

    private Optional<PersistentVolumeClaim> claim(VolumeFile file) {
        return Optional.ofNullable(client.persistentVolumeClaims()
                .inNamespace(file.namespace())
                .withName(file.claim())
                .get());
    }

    private List<Pod> pods(Owner image, Optional<Job> job) {
        return job.isEmpty()
                ? List.of()
                : client.pods()
                        .inNamespace(image.key().namespace())
                        .withLabel(ServingJob.LABEL, image.uid())
                        .list()
                        .getItems();
    }

    /** Makes the Job; one that is there stays, and is looked at before anything else. */
    void mount(Owner image, VolumeFile file) {
        String token = tokens.computeIfAbsent(image.uid(), _ -> token());
        deputies.make(ServingJob.reach(image, platform.config().operatorNamespace()));
        deputies.make(ServingJob.of(
                image, file, platform.config().images().volumeReader().orElseThrow(), token));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** As {@link #unmount}, where nothing hangs on it: what stays goes with the resource. */
    void release(Owner image) {
        try {
            unmount(image);
        } catch (Deputies.Changed | KubernetesClientException e) {
            log.atInfo().addKeyValue("object", image.key()).log("the pod of a volume is left to the cluster");
        }
    }

    /** Takes who may reach it, the Job and its pod away; only what is this image's. The Job last: by it the rest is found. */
    void unmount(Owner image) {
        tokens.remove(image.uid());
        var key = new ObjectKey(image.key().namespace(), ServingJob.name(image.uid()));
        Optional.ofNullable(client.network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(key.namespace())
                        .withName(key.name())
                        .get())
                .ifPresent(policy -> deputies.delete(
                        NetworkPolicy.class,
                        key,
                        policy.getMetadata().getUid(),
                        there -> ServingJob.isOf(there, image.uid()),
                        _ -> ""));
        job(image)
                .ifPresent(job -> deputies.delete(
                        Job.class,
                        key,
                        job.getMetadata().getUid(),
                        there -> ServingJob.isOf(there, image.uid()),
                        _ -> ""));
    }
}
