package io.xcpoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopWhileStartingTest {
    /** 192.0.2.1 is nobody's (RFC 5737): the start waits for an answer that never comes. */
    private static final String NOBODY = """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "http://192.0.2.1:6443"}}]
            users: [{name: u, user: {}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """;

    @TempDir
    private Path folder;

    /** The client tries for 20 s and more; a pod has 30 s to end. */
    @Test
    void endsAtOnceWhereTheApiServerDoesNotAnswer() throws IOException, InterruptedException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), NOBODY);
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.SECONDS))
                    .as("it is starting: %s", Files.readString(folder.resolve("log")))
                    .isFalse();
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("log"))).doesNotContain("\tat ");
        } finally {
            process.destroyForcibly();
        }
    }
}
