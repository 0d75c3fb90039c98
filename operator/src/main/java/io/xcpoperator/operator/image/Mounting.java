package io.xcpoperator.operator.image;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.status.Reason;
import io.xcpoperator.operator.platform.status.Verdict;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far a volume is with being mounted by a pod that serves a file of it. Pure. */
sealed interface Mounting {
    Duration PATIENCE = Duration.ofSeconds(30);
    int LONGEST = 300;
    String BEGUN = "the volume is being mounted";

    /** No pod is there, and one can be made. */
    record None() implements Mounting {}

    /** None can be made. */
    record Hindered(Verdict why) implements Mounting {}

    /** One is there that this process has no key to: made by another. */
    record Foreign() implements Mounting {}

    /** It is on its way. */
    record Coming(String message) implements Mounting {}

    /** The one before it goes. */
    record Going() implements Mounting {}

    /**
     * It serves the file.
     *
     * @param name of the pod
     * @param token that it asks for: never printed
     */
    record Serving(String name, InetAddress address, int port, String token) implements Mounting {
        URI url() {
            String host = address.getHostAddress();
            return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
        }

        @Override
        public String toString() {
            return "Serving[" + name + "]";
        }
    }

    /** It ended, and served nothing, or nothing more. */
    record Ended(String message) implements Mounting {}

    /** Whether a pod is there that is of no use once the file is here. */
    default boolean isThere() {
        return switch (this) {
            case None _, Hindered _, Going _ -> false;
            case Foreign _, Coming _, Serving _, Ended _ -> true;
        };
    }

    /**
     * What the cluster has.
     *
     * @param job of the name that ours would have
     * @param pods with our label for this image
     */
    record Seen(Optional<PersistentVolumeClaim> claim, Optional<Job> job, List<Pod> pods) {
        public Seen {
            pods = List.copyOf(pods);
        }
    }

    /**
     * Decides.
     *
     * @param uid of the image
     * @param token of this process for that pod; empty where it has made none
     */
    static Mounting of(VolumeFile file, String uid, Optional<String> token, Seen seen, Instant now) {
        return seen.job()
                .map(job -> of(job, uid, token, seen.pods(), now))
                .orElseGet(() -> ofClaim(file, seen.claim().orElse(null)));
    }

    private static Mounting ofClaim(VolumeFile file, @Nullable PersistentVolumeClaim claim) {
        if (claim == null) {
            return new Hindered(new Verdict.Waiting(
                    Reason.ReferenceNotFound,
                    "PersistentVolumeClaim %s does not exist"
                            .formatted(new ObjectKey(file.namespace(), file.claim()))));
        }
        return "Block".equals(claim.getSpec().getVolumeMode())
                ? new Hindered(new Verdict.Stalled(
                        Reason.InvalidSpec,
                        "%s is a block device and has no files: name one with volumeMode Filesystem".formatted(file)))
                : new None();
    }

    private static Mounting of(Job job, String uid, Optional<String> token, List<Pod> pods, Instant now) {
        if (!ServingJob.isOf(job, uid)) {
            return new Hindered(new Verdict.Waiting(
                    Reason.OwnedByAnother,
                    "Job %s is there and not this image's: delete it".formatted(ObjectKey.of(job))));
        }
        if (job.isMarkedForDeletion()) {
            return new Going();
        }
        if (!token.map(ServingJob::hash).equals(ServingJob.hashOf(job))) {
            return new Foreign();
        }
        Optional<Pod> pod = pods.stream()
                .filter(one -> ServingJob.isOf(one, job.getMetadata().getUid()) && !one.isMarkedForDeletion())
                .max(Comparator.comparing(one -> one.getMetadata().getCreationTimestamp()));
        boolean over = conditions(job)
                .anyMatch(
                        condition -> "True".equals(condition.getStatus()) && !"Suspended".equals(condition.getType()));
        boolean ended = pod.map(one -> List.of("Failed", "Succeeded").contains(phase(one)))
                .orElse(over);
        if (ended || over) {
            return new Ended(pod.flatMap(Mounting::lastWord)
                    .orElseGet(() -> conditions(job)
                            .map(condition -> Objects.requireNonNullElse(condition.getMessage(), ""))
                            .filter(text -> !text.isBlank())
                            .findFirst()
                            .orElse("its pod ended before the file was read")));
        }
        return pod.map(one -> of(one, token.orElseThrow(), now))
                .orElseGet(() -> new Coming(told(
                        "Job %s has made no pod".formatted(job.getMetadata().getName()), since(job, now))));
    }

    private static Mounting of(Pod pod, String token, Instant now) {
        String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        boolean ready = podConditions(pod)
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        boolean own = !Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
        if (ready && own && ip != null) {
            return new Serving(pod.getMetadata().getName(), InetAddress.ofLiteral(ip), ServingJob.PORT, token);
        }
        return new Coming(told(
                "pod %s %s: %s".formatted(pod.getMetadata().getName(), phase(pod), waitingFor(pod)), since(pod, now)));
    }

    private static String told(String detail, Duration since) {
        return since.compareTo(PATIENCE) < 0 ? BEGUN : "%s (%s)".formatted(BEGUN, detail);
    }

    private static Duration since(HasMetadata object, Instant now) {
        return Duration.between(Instant.parse(object.getMetadata().getCreationTimestamp()), now);
    }

    /** What its node, or the scheduler, says. */
    private static String waitingFor(Pod pod) {
        return Stream.concat(
                        podConditions(pod)
                                .filter(condition -> "PodScheduled".equals(condition.getType())
                                        && "False".equals(condition.getStatus()))
                                .map(PodCondition::getMessage),
                        states(pod)
                                .map(ContainerState::getWaiting)
                                .filter(Objects::nonNull)
                                .map(waiting -> waiting.getMessage() == null
                                        ? waiting.getReason()
                                        : waiting.getReason() + ": " + waiting.getMessage()))
                .filter(Objects::nonNull)
                .map(Mounting::bounded)
                .findFirst()
                .orElseGet(() -> "kubectl describe pod -n %s %s says more"
                        .formatted(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName()));
    }

    /** What its container said last. */
    private static Optional<String> lastWord(Pod pod) {
        return states(pod)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .map(ended -> ended.getMessage() == null || ended.getMessage().isBlank()
                        ? "pod %s ended: %s".formatted(pod.getMetadata().getName(), ended.getReason())
                        : ended.getMessage())
                .map(Mounting::bounded)
                .findFirst();
    }

    /** One line, not endless: it stands in a status. */
    private static String bounded(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String phase(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase).orElse("Pending");
    }

    private static Stream<ContainerState> states(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getState)
                        .filter(Objects::nonNull);
    }

    private static Stream<PodCondition> podConditions(Pod pod) {
        return pod.getStatus() == null ? Stream.empty() : pod.getStatus().getConditions().stream();
    }

    private static Stream<JobCondition> conditions(Job job) {
        return job.getStatus() == null ? Stream.empty() : job.getStatus().getConditions().stream();
    }
}
