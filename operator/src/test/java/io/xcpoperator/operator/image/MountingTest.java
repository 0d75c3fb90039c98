package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.egress.Cidr;
import io.xcpoperator.operator.platform.egress.EgressPolicy;
import io.xcpoperator.operator.platform.owner.Owner;
import io.xcpoperator.operator.platform.status.Verdict;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is concluded from a Job, its pod and a claim; and what the Job may do. */
class MountingTest {
    private static final Instant MADE = Instant.parse("2026-05-01T10:00:00Z");
    private static final Owner IMAGE = new Owner("c1", new ObjectKey("apps", "debian"), "image-uid");
    private static final VolumeFile FILE = new VolumeFile("apps", "images", "debian/12.img");
    private static final String TOKEN = "0123456789abcdef";

    /** A kubelet puts the value of a variable in the place of $(NAME), and one $ in that of two. */
    @Test
    void aPathIsServedAsItIsWritten() {
        var odd = new VolumeFile(FILE.namespace(), FILE.claim(), "a$$b/$(HOME).img");
        assertThat(ServingJob.of(IMAGE, odd, "localhost/xcp-operator:1", TOKEN)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getArgs())
                .contains("--path=a$$$$b/$$(HOME).img");
    }

    private static Job job(UnaryOperator<JobBuilder> more) {
        Job job = ServingJob.of(IMAGE, FILE, "localhost/xcp-operator:1", TOKEN);
        return more.apply(new JobBuilder(job)
                        .editMetadata()
                        .withUid("job-uid")
                        .withCreationTimestamp(MADE.toString())
                        .endMetadata())
                .build();
    }

    private static Pod pod(UnaryOperator<PodBuilder> more) {
        return more.apply(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("apps")
                        .withName("p1")
                        .withCreationTimestamp(MADE.toString())
                        .addNewOwnerReference()
                        .withUid("job-uid")
                        .endOwnerReference()
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .withNewStatus()
                        .withPhase("Pending")
                        .endStatus())
                .build();
    }

    private static Pod running(UnaryOperator<PodBuilder> more) {
        return pod(pod -> more.apply(pod.editStatus()
                .withPhase("Running")
                .withPodIP("10.244.0.7")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()));
    }

    private static Mounting of(Job job, List<Pod> pods, int secondsLater) {
        return Mounting.of(
                FILE,
                "image-uid",
                Optional.of(TOKEN),
                new Mounting.Seen(Optional.empty(), Optional.of(job), pods),
                MADE.plusSeconds(secondsLater));
    }

    private static Mounting of(Optional<PersistentVolumeClaim> claim) {
        return Mounting.of(
                FILE, "image-uid", Optional.empty(), new Mounting.Seen(claim, Optional.empty(), List.of()), MADE);
    }

    private static String message(Mounting mounting) {
        return switch (mounting) {
            case Mounting.Coming(String message) -> message;
            case Mounting.Ended(String message) -> message;
            case Mounting.Hindered(Verdict why) -> why.message();
            case Mounting.None _, Mounting.Foreign _, Mounting.Going _, Mounting.Serving _ -> "";
        };
    }

    @Test
    void withoutAJobTheClaimDecides() {
        assertThat(message(of(Optional.empty()))).isEqualTo("PersistentVolumeClaim apps/images does not exist");
        var claim = new PersistentVolumeClaimBuilder()
                .withNewSpec()
                .withVolumeMode("Filesystem")
                .endSpec();
        assertThat(of(Optional.of(claim.build()))).isInstanceOf(Mounting.None.class);
        var block = claim.editSpec().withVolumeMode("Block").endSpec().build();
        assertThat(of(Optional.of(block)))
                .isInstanceOfSatisfying(
                        Mounting.Hindered.class,
                        hindered -> assertThat(hindered.why()).isInstanceOf(Verdict.Stalled.class));
    }

    @Test
    void aPodOnItsWayIsSaidWithItsOwnReasonAfterAWhile() {
        Job job = job(j -> j);
        Pod unscheduled = pod(p -> p.editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withMessage("0/1 nodes are available:\n 1 had a volume node affinity conflict")
                .endCondition()
                .endStatus());
        assertThat(message(of(job, List.of(unscheduled), 29))).isEqualTo("the volume is being mounted");
        assertThat(message(of(job, List.of(unscheduled), 30)))
                .isEqualTo(
                        "the volume is being mounted (pod p1 Pending: 0/1 nodes are available: 1 had a volume node affinity conflict)");
        assertThat(message(of(job, List.of(pod(p -> p)), 30))).contains("kubectl describe pod -n apps p1");
        assertThat(message(of(job, List.of(), 30))).contains("has made no pod");
        assertThat(message(of(
                        job,
                        List.of(pod(p -> p.editStatus()
                                .addNewContainerStatus()
                                .withNewState()
                                .withNewWaiting("x".repeat(5000), "ImagePullBackOff")
                                .endState()
                                .endContainerStatus()
                                .endStatus())),
                        60)))
                .hasSizeLessThan(500);
    }

    @Test
    void aReadyPodOfTheJobServesAndNoOther() {
        Job job = job(j -> j);
        assertThat(of(job, List.of(running(p -> p)), 1)).isInstanceOfSatisfying(Mounting.Serving.class, serving -> {
            assertThat(serving.url()).hasToString("http://10.244.0.7:8087/");
            assertThat(serving.toString()).doesNotContain(TOKEN);
        });
        Pod strangers =
                running(p -> p.editMetadata().withOwnerReferences(List.of()).endMetadata());
        assertThat(of(job, List.of(strangers), 1)).isInstanceOf(Mounting.Coming.class);
        Pod ofTheNode = running(p -> p.editSpec().withHostNetwork(true).endSpec());
        assertThat(of(job, List.of(ofTheNode), 1)).isInstanceOf(Mounting.Coming.class);
        Pod going = running(
                p -> p.editMetadata().withDeletionTimestamp(MADE.toString()).endMetadata());
        assertThat(of(job, List.of(going), 1)).isInstanceOf(Mounting.Coming.class);
    }

    @Test
    void whatEndedIsSaidInItsOwnWords() {
        Pod failed = pod(p -> p.editStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withExitCode(3)
                .withMessage("there is no file debian/12.img on the volume\n")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus());
        assertThat(of(job(j -> j), List.of(failed), 1))
                .isEqualTo(new Mounting.Ended("there is no file debian/12.img on the volume"));
        Job late = job(j -> j.withNewStatus()
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withMessage("Job was active longer than specified deadline")
                .endCondition()
                .endStatus());
        assertThat(of(late, List.of(), 1))
                .isEqualTo(new Mounting.Ended("Job was active longer than specified deadline"));
    }

    @Test
    void aJobOfAnotherProcessOrOwnerIsNotUsed() {
        var seen = new Mounting.Seen(Optional.empty(), Optional.of(job(j -> j)), List.of(running(p -> p)));
        assertThat(Mounting.of(FILE, "image-uid", Optional.empty(), seen, MADE)).isInstanceOf(Mounting.Foreign.class);
        assertThat(Mounting.of(FILE, "image-uid", Optional.of("another"), seen, MADE))
                .isInstanceOf(Mounting.Foreign.class);
        assertThat(message(Mounting.of(FILE, "other-uid", Optional.of(TOKEN), seen, MADE)))
                .contains("is there and not this image's");
        Job going =
                job(j -> j.editMetadata().withDeletionTimestamp(MADE.toString()).endMetadata());
        assertThat(of(going, List.of(), 1)).isInstanceOf(Mounting.Going.class);
    }

    @Test
    void theJobHoldsNoSecretAndHasNoRights() {
        Job job = job(j -> j);
        assertThat(job.toString()).doesNotContain(TOKEN).contains(ServingJob.hash(TOKEN));
        var spec = job.getSpec().getTemplate().getSpec();
        assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getSecurityContext().getFsGroup())
                .as("it would change the volume")
                .isNull();
        assertThat(spec.getVolumes().getFirst().getPersistentVolumeClaim().getReadOnly())
                .isTrue();
        var container = spec.getContainers().getFirst();
        assertThat(container.getVolumeMounts().getFirst().getReadOnly()).isTrue();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isPositive();
        var policy = ServingJob.reach(IMAGE, "xcp-operator-system").getSpec();
        assertThat(policy.getEgress()).isEmpty();
        assertThat(policy.getIngress())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(
                                from -> assertThat(from.getNamespaceSelector().getMatchLabels())
                                        .containsEntry("kubernetes.io/metadata.name", "xcp-operator-system")));
    }

    @Test
    void thePodsAddressIsOpenAndNoOther() throws Exception {
        var egress = new EgressPolicy(List.of(), List.of(Cidr.parse("10.244.0.0/16")));
        InetAddress pod = InetAddress.ofLiteral("10.244.0.7");
        assertThat(egress.refusal(pod)).isPresent();
        assertThat(egress.inCluster().refusal(pod)).isEmpty();
        assertThat(egress.inCluster().refusal(InetAddress.ofLiteral("169.254.169.254")))
                .isPresent();
        assertThat(egress.inCluster().refusal(InetAddress.ofLiteral("127.0.0.1")))
                .isPresent();
        assertThat(EgressPolicy.only(pod).refusal(pod)).isEmpty();
        assertThat(EgressPolicy.only(pod).refusal(InetAddress.ofLiteral("10.244.0.8")))
                .isPresent();
        assertThat(EgressPolicy.only(pod).refusal(InetAddress.ofLiteral("192.0.2.1")))
                .isPresent();
        assertThat(EgressPolicy.only(pod).refusal(InetAddress.ofLiteral("2001:db8::1")))
                .isPresent();
    }

    /** It served nobody, for others came first: another is made when it is the image's turn. */
    @Test
    void aPodThatEndedInLineIsTakenAwayAndIsNoFailure() {
        Instant now = Instant.parse("2026-11-01T10:00:00Z");
        for (boolean inLine : List.of(true, false)) {
            RunState run = inLine ? new RunState.Queued(Imports.OTHERS, now) : new RunState.Idle();
            List<ImageAction> actions = ImageStory.planOf(new Mounting.Ended("nobody asked for the file"), run, now);
            assertThat(actions.stream().anyMatch(ImageAction.GiveUp.class::isInstance))
                    .as("a failure")
                    .isEqualTo(!inLine);
            assertThat(actions).contains(new ImageAction.Unmount());
        }
    }
}
