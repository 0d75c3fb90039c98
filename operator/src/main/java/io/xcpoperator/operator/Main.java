package io.xcpoperator.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.xcpoperator.operator.cli.KubectlXcp;
import io.xcpoperator.operator.platform.config.ConfigException;
import io.xcpoperator.operator.platform.config.OperatorConfig;
import io.xcpoperator.operator.platform.config.Setting;
import io.xcpoperator.operator.serve.ServeFileCommand;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The process: reads the command line and the environment, starts the operator, and ends with it. */
public final class Main {
    private static final int LEASE_LOST = 1;

    private Main() {}

    /**
     * Ends with 0 after SIGTERM, 1 when the lease is lost or start-up fails, 2 for settings that cannot be used. With
     * {@code xcp} as its first argument it is {@code kubectl xcp} instead, for where there is nothing but the image; with
     * {@code serve-file} it serves one file of a volume to the operator (decision 0191).
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("xcp")) {
            KubectlXcp.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("serve-file")) {
            System.exit(new CommandLine(new ServeFileCommand())
                    .execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var spec = CommandSpec.create().name("xcp-operator").mixinStandardHelpOptions(true);
        spec.usageMessage().description("Makes XCP-ng pools match the resources of a Kubernetes cluster.");
        for (Setting setting : Setting.values()) {
            spec.addOption(OptionSpec.builder("--" + setting.key())
                    .paramLabel("VALUE")
                    .type(String.class)
                    .description("%s (%s; default: %s)"
                            .formatted(
                                    setting.meaning(),
                                    setting.variable(),
                                    setting.defaultText().isEmpty() ? "empty" : setting.defaultText()))
                    .build());
        }
        var commandLine = new CommandLine(spec);
        commandLine.setExecutionStrategy(parsed -> {
            Integer help = CommandLine.executeHelpRequest(parsed);
            return help == null ? run(arguments(parsed), System.getenv()) : help;
        });
        return commandLine;
    }

    private static Map<Setting, String> arguments(CommandLine.ParseResult parsed) {
        var arguments = new EnumMap<Setting, String>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (parsed.hasMatchedOption("--" + setting.key())) {
                arguments.put(setting, parsed.matchedOptionValue("--" + setting.key(), ""));
            }
        }
        return arguments;
    }

    private static int run(Map<Setting, String> arguments, Map<String, String> environment) {
        OperatorConfig config;
        try {
            config = OperatorConfig.read(arguments, environment);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        System.setProperty(
                Setting.LOG_FORMAT.variable(), config.logFormat().name().toLowerCase(Locale.ROOT));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return operate(config);
    }

    private static int operate(OperatorConfig config) {
        var stopping = new CompletableFuture<Integer>();
        var stopped = new CompletableFuture<Void>();
        var starting = new AtomicReference<@Nullable Thread>(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stopping.complete(CommandLine.ExitCode.OK);
            Optional.ofNullable(starting.getAndSet(null))
                    .ifPresent(Thread::interrupt); // it may wait for the API server
            stopped.join();
        }));
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withHttpClientFactory(new JdkHttpClientFactory())
                        .build();
                Operator operator = new Operator(client, config, Seams.production())) {
            operator.start();
            starting.set(null);
            var _ = operator.ended().thenRun(() -> stopping.complete(LEASE_LOST));
            return stopping.join();
        } catch (RuntimeException e) {
            if (stopping.isDone()) {
                return stopping.join(); // told to stop while it started
            }
            throw e;
        } finally {
            stopped.complete(null);
        }
    }
}
