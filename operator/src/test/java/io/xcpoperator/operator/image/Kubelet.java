package io.xcpoperator.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xcpoperator.operator.serve.ServeFileCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;

/**
 * What makes a Job's pod in a cluster, and runs it: Job controller and kubelet. The program is the real one, in this JVM,
 * with a folder for the volume and an address of the loopback for the pod's.
 */
final class Kubelet implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;
    private final Path volume;
    private final String address;
    private final ExecutorService running = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> programs = new ArrayList<>();
    /** What went wrong with this kubelet, for a test that waits in vain. */
    private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();

    Kubelet(KubernetesClient client, String namespace, Path volume, String address) {
        this.client = client;
        this.namespace = namespace;
        this.volume = volume;
        this.address = address;
    }

    List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
    }

    /** The pod of that Job, pending. */
    Pod schedule(Job job) {
        Pod pod = new PodBuilder()
                .withNewMetadataLike(job.getSpec().getTemplate().getMetadata())
                .withNamespace(namespace)
                .withName(job.getMetadata().getName() + "-"
                        + job.getMetadata().getUid().substring(0, 5))
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(job.getSpec().getTemplate().getSpec())
                .build();
        return client.resource(pod).create();
    }

    /** Runs the pod; says of it what a kubelet would. */
    void run(Pod pod) {
        String[] arguments = pod.getSpec().getContainers().getFirst().getArgs().stream()
                .skip(1)
                .map(argument -> argument.startsWith("--folder=") ? "--folder=" + volume : argument)
                .toArray(String[]::new);
        var said = new StringWriter();
        programs.add(running.submit(() -> {
            try {
                run(pod, arguments, said);
            } catch (RuntimeException e) {
                troubles.add(e);
            }
        }));
    }

    private void run(Pod pod, String[] arguments, StringWriter said) {
        int code = new CommandLine(new ServeFileCommand())
                .setErr(new PrintWriter(said, true))
                .setOut(new PrintWriter(new StringWriter()) {
                    @Override
                    public void println(String line) {
                        serving(pod);
                    }
                })
                .execute(with(arguments, "--address=" + address));
        if (code != 0) {
            ended(pod, code, said.toString());
        }
    }

    /** Whether the pod of that Job has ended; fails where it could not be said of it. */
    boolean isOver(Job job) {
        assertThat(troubles).isEmpty();
        return client.pods().inNamespace(namespace).list().getItems().stream()
                .filter(pod -> ServingJob.isOf(pod, job.getMetadata().getUid()))
                .anyMatch(pod -> pod.getStatus() != null
                        && "Failed".equals(pod.getStatus().getPhase()));
    }

    private static String[] with(String[] arguments, String more) {
        var all = new ArrayList<>(List.of(arguments));
        all.add(more);
        return all.toArray(String[]::new);
    }

    private void serving(Pod pod) {
        status(new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
    }

    private void ended(Pod pod, int code, String said) {
        status(new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withName("serve-file")
                .withImage("x")
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewTerminated()
                .withExitCode(code)
                .withMessage(said)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build());
    }

    private void status(Pod pod) {
        HasMetadata now = Objects.requireNonNull(client.resource(pod).get());
        pod.getMetadata().setResourceVersion(now.getMetadata().getResourceVersion());
        client.resource(pod).updateStatus();
    }

    /** Ends what still runs: its Job is gone. */
    void stop() {
        programs.forEach(program -> program.cancel(true));
        programs.clear();
    }

    @Override
    public void close() {
        stop();
        running.shutdownNow();
    }
}
