package io.xcpoperator.operator.platform.config;

import io.xcpoperator.operator.platform.egress.EgressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the operator runs. What each value means and is by default: {@link Setting}.
 *
 * @param watchNamespaces empty = all
 * @param clusterId empty = the UID of namespace kube-system
 * @param lease empty = no leader election
 * @param door empty = nobody comes in
 * @param concurrentReconciles of all kinds together
 */
public record OperatorConfig(
        Set<String> watchNamespaces,
        Optional<String> clusterId,
        String operatorNamespace,
        Optional<Lease> lease,
        EgressPolicy egress,
        boolean allowInsecure,
        int httpPort,
        Optional<Door> door,
        Duration resyncInterval,
        int concurrentReconciles,
        Duration shutdownTimeout,
        Images images,
        LogFormat logFormat) {
    /** How log lines look. */
    public enum LogFormat {
        JSON,
        TEXT
    }

    /**
     * Where people's bytes come in.
     *
     * @param pod the operator's own; empty where it runs in none
     */
    public record Door(int port, Optional<String> pod) {}

    /**
     * How images are worked on.
     *
     * @param room bytes that one may take in the folder
     * @param volumeReader container image of the pods that read volumes; empty = none is made
     */
    public record Images(Path folder, long room, Optional<String> volumeReader) {}

    /** The lease by which one operator of a cluster leads (S8). */
    public record Lease(String name, Duration duration, Duration renewDeadline, Duration retryPeriod) {}

    public OperatorConfig {
        watchNamespaces = Set.copyOf(watchNamespaces);
    }

    /** Reads and checks everything; a value that cannot be used is a {@link ConfigException}. */
    public static OperatorConfig read(Map<Setting, String> arguments, Map<String, String> environment) {
        var settings = new Settings(arguments, environment);
        String clusterId = settings.matching(
                Setting.CLUSTER_ID, "[A-Za-z0-9][-A-Za-z0-9.]{0,62}|", "at most 63 letters, digits, dots and dashes");
        return new OperatorConfig(
                settings.names(Setting.WATCH_NAMESPACES),
                clusterId.isEmpty() ? Optional.empty() : Optional.of(clusterId),
                settings.matching(Setting.OPERATOR_NAMESPACE, "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", "a namespace"),
                settings.flag(Setting.LEADER_ELECTION) ? Optional.of(lease(settings)) : Optional.empty(),
                new EgressPolicy(settings.ranges(Setting.EGRESS_ALLOW), settings.ranges(Setting.EGRESS_REFUSE)),
                settings.flag(Setting.ALLOW_INSECURE),
                settings.integer(Setting.HTTP_PORT, 0, 65535),
                door(settings),
                settings.duration(Setting.RESYNC_INTERVAL, Duration.ofSeconds(1)),
                settings.integer(Setting.CONCURRENT_RECONCILES, 1, 1000),
                settings.duration(Setting.SHUTDOWN_TIMEOUT, Duration.ZERO),
                new Images(
                        folder(settings),
                        settings.size(Setting.IMAGE_ROOM),
                        Optional.of(settings.matching(Setting.VOLUME_READER, "\\S*", "the name of a container image"))
                                .filter(name -> !name.isEmpty())),
                settings.matching(Setting.LOG_FORMAT, "json|text", "json or text")
                                .equals("json")
                        ? LogFormat.JSON
                        : LogFormat.TEXT);
    }

    private static Optional<Door> door(Settings settings) {
        String pod = settings.matching(Setting.POD_NAME, "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?|", "the name of a pod");
        return settings.text(Setting.DOOR_PORT).equals("off")
                ? Optional.empty()
                : Optional.of(new Door(
                        settings.integer(Setting.DOOR_PORT, 0, 65535),
                        Optional.of(pod).filter(name -> !name.isEmpty())));
    }

    private static Path folder(Settings settings) {
        String named = settings.matching(Setting.IMAGE_FOLDER, "/[^\\u0000]*|", "an absolute path");
        return named.isEmpty() ? Path.of(System.getProperty("java.io.tmpdir"), "xcp-operator-images") : Path.of(named);
    }

    private static Lease lease(Settings settings) {
        Duration second = Duration.ofSeconds(1);
        Duration duration = settings.duration(Setting.LEASE_DURATION, second);
        Duration deadline = settings.duration(Setting.LEASE_RENEW_DEADLINE, second);
        Duration retry = settings.duration(Setting.LEASE_RETRY_PERIOD, Duration.ofMillis(100));
        Settings.require(
                Setting.LEASE_RENEW_DEADLINE,
                deadline.compareTo(duration) < 0,
                deadline,
                "less than " + Setting.LEASE_DURATION.key());
        Settings.require(
                Setting.LEASE_RETRY_PERIOD,
                retry.multipliedBy(2).compareTo(deadline) < 0,
                retry,
                "less than half of " + Setting.LEASE_RENEW_DEADLINE.key());
        return new Lease(
                settings.matching(Setting.LEASE_NAME, "[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?", "a name"),
                duration,
                deadline,
                retry);
    }
}
