package io.xcpoperator.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The control plane of {@code cluster/}, run by its supervisor. The supervisor's standard input is the lifeline: it ends,
 * and so does all it started, when this JVM ends, however it ends.
 */
final class LocalControlPlane implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process supervisor;
    private final Path kubeconfig;

    private LocalControlPlane(Process supervisor, Path kubeconfig) {
        this.supervisor = supervisor;
        this.kubeconfig = kubeconfig;
    }

    /**
     * Starts one and returns when its API server answers: about 4 s, and minutes more where the programs have yet to be
     * built. Progress goes to standard error.
     *
     * @throws IllegalStateException if it does not start; the supervisor has then said why on standard error
     */
    static LocalControlPlane start() {
        Path state = Path.of(System.getProperty("java.io.tmpdir"), "xcp-test-" + UUID.randomUUID());
        try {
            Process supervisor = new ProcessBuilder(
                            script().toString(), "up", "--lifeline", "--state", state.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            LocalControlPlane plane = new LocalControlPlane(supervisor, state.resolve("kubeconfig"));
            Runtime.getRuntime().addShutdownHook(new Thread(plane::close, "control plane stop"));
            plane.awaitReady();
            return plane;
        } catch (IOException e) {
            throw new UncheckedIOException("The supervisor cannot be started", e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** Ends it and waits until all its processes and its state folder are gone. */
    @Override
    public void close() {
        try {
            supervisor.getOutputStream().close();
            if (!supervisor.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                supervisor.destroyForcibly(); // its watchdog does the rest
            }
        } catch (IOException e) {
            supervisor.destroyForcibly();
        } catch (InterruptedException e) {
            supervisor.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Reads up to the supervisor's one line; the end of its output comes first when it fails. */
    private void awaitReady() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(supervisor.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IllegalStateException("The local control plane does not start; standard error says why");
        }
        Predicate<String> namesOurs = ("kubeconfig=" + kubeconfig)::equals;
        if (Arrays.stream(line.split(" ")).noneMatch(namesOurs)) {
            throw new IllegalStateException("The supervisor says: " + line);
        }
    }

    /** {@code cluster/supervise} of the tree that the working folder is in. */
    private static Path script() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("cluster/supervise");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException("No cluster/supervise above " + here + "; set " + ClusterSource.VARIABLE);
    }
}
