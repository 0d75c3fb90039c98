package io.xcpoperator.operator.bench;

import io.xcpoperator.operator.Main;
import io.xcpoperator.operator.platform.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The operator in a JVM of its own, with the flags of the image and the memory limit of the chart. */
final class OperatorProcess implements AutoCloseable {
    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
    /** The chart's limit. */
    private static final String MEMORY = "-XX:MaxRAM=384m";

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private OperatorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static OperatorProcess start(Path kubeconfig, Path log, String namespace, Optional<Path> profile) {
        return start(kubeconfig, log, namespace, Map.of(), profile);
    }

    /** @param settings beside those that every run has */
    static OperatorProcess start(
            Path kubeconfig, Path log, String namespace, Map<Setting, String> settings, Optional<Path> profile) {
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(JDK.resolve("java").toString());
        command.addAll(flags());
        profile.ifPresent(file -> command.addAll(List.of(
                "-XX:StartFlightRecording:settings=profile,filename=" + file, "-XX:NativeMemoryTracking=summary")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        Map.of(
                        Setting.WATCH_NAMESPACES,
                        namespace,
                        Setting.OPERATOR_NAMESPACE,
                        namespace,
                        Setting.CLUSTER_ID,
                        "bench-" + namespace,
                        Setting.EGRESS_ALLOW,
                        "127.0.0.0/8",
                        Setting.LEADER_ELECTION,
                        "false",
                        Setting.DOOR_PORT,
                        "0",
                        Setting.HTTP_PORT,
                        Integer.toString(port))
                .forEach((setting, value) -> builder.environment().put(setting.variable(), value));
        settings.forEach((setting, value) -> builder.environment().put(setting.variable(), value));
        try {
            return new OperatorProcess(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the module's folder, where Maven runs tests, or of the project's, where {@code ./dev bench} runs. */
    private static List<String> flags() {
        Path here = Path.of("jvm.options");
        try (var lines = Files.lines(Files.exists(here) ? here : Path.of("operator", "jvm.options"))) {
            return Stream.concat(lines.filter(line -> !line.startsWith("#")), Stream.of(MEMORY))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Exposition metrics() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return new Exposition(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** CPU time used so far, in seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** Resident memory in MiB: {@code VmRSS} for now, {@code VmHWM} for the most so far. */
    double residentMib(String field) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of live objects after a full collection, in MiB. */
    double liveHeapMib() {
        return ask("GC.class_histogram")
                        .lines()
                        .filter(line -> line.startsWith("Total "))
                        .map(line -> line.trim().split("\\s+"))
                        .mapToLong(words -> Long.parseLong(words[2]))
                        .sum()
                / (double) (1 << 20);
    }

    /** What the JVM's own memory is used for; a refusal in words unless it was started to be profiled. */
    String nativeMemory() {
        return ask("VM.native_memory");
    }

    private String ask(String command) {
        try {
            Process jcmd = new ProcessBuilder(JDK.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing is finished, nothing is given back. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
