package io.xcpoperator.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LocalControlPlaneTest {

    /** What the JVM that gets killed runs. */
    static final class Holder {
        public static void main(String... arguments) throws InterruptedException {
            System.out.println(LocalControlPlane.start().kubeconfig());
            Thread.currentThread().join();
        }
    }

    @Test
    void endsWithAJvmThatIsKilled() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path state;
        try (var lines = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            state = Path.of(lines.readLine()).getParent();
            assertThat(state).isDirectory();
        } finally {
            jvm.destroyForcibly().waitFor();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state).doesNotExist());
    }

    @Test
    void takesItsStateFolderAlong() {
        Path state;
        try (LocalControlPlane plane = LocalControlPlane.start()) {
            state = plane.kubeconfig().getParent();
            assertThat(state).isDirectory();
        }
        assertThat(state).doesNotExist();
    }
}
