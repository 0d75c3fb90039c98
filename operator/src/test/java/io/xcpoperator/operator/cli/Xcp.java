package io.xcpoperator.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The command line in this process, against a cluster that is there. */
final class Xcp {
    /** What a run printed and how it ended. */
    record Run(int exit, String out, String err) {
        Run done() {
            assertThat(exit).as("exit code; %s%s", out, err).isZero();
            assertThat(err).isEmpty();
            return this;
        }
    }

    private final KubernetesClient client;
    private final String namespace;

    /** @param namespace the context's */
    Xcp(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** A run that has not ended yet. */
    record Running(StringWriter out, CompletableFuture<Run> end) {}

    /** Runs beside the test. */
    Running start(String... arguments) {
        var out = new StringWriter();
        var end = new CompletableFuture<Run>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(run(out, List.of(), arguments));
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        return new Running(out, end);
    }

    Run run(String... arguments) {
        return run(List.of(), arguments);
    }

    /** @param typed what a person answers, line by line */
    Run run(List<String> typed, String... arguments) {
        return run(new StringWriter(), typed, arguments);
    }

    private Run run(StringWriter out, List<String> typed, String... arguments) {
        var err = new StringWriter();
        var lines = new ArrayDeque<>(typed);
        var terminal = new Terminal(
                new PrintWriter(out),
                new PrintWriter(err),
                () -> Optional.ofNullable(lines.poll()),
                Clock.systemUTC(),
                false);
        int exit = KubectlXcp.commandLine(new KubectlXcp(
                        (_, _, where) -> new Cluster(client, where == null ? namespace : where), terminal))
                .execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }
}
