package io.xcpoperator.operator.platform.config;

import java.util.Locale;

/** Everything that can be configured: key, default and meaning. The command line and docs/reference/settings.md are made of it. */
public enum Setting {
    WATCH_NAMESPACES("", "namespaces to watch, separated by commas; empty = all"),
    CLUSTER_ID("", "name of this cluster in owner marks; empty = the UID of namespace kube-system"),
    OPERATOR_NAMESPACE("xcp-operator-system", "namespace the operator runs in; holds its lease"),
    LEADER_ELECTION("true", "true or false; false only where nothing else can write"),
    LEASE_NAME("xcp-operator", "name of the lease"),
    LEASE_DURATION("15s", "how long others wait after the last renewal before they lead"),
    LEASE_RENEW_DEADLINE("10s", "how long after its last renewal a leader may still write; less than lease-duration"),
    LEASE_RETRY_PERIOD("2s", "pause between attempts to renew or take the lease"),
    EGRESS_ALLOW("", "ranges (CIDR) that may be connected to although a rule refuses them"),
    EGRESS_REFUSE("", "the cluster's service and pod ranges (CIDR)"),
    ALLOW_INSECURE("false", "true lets an XcpPool say tls.mode: Insecure"),
    HTTP_PORT("8080", "port of /readyz, /healthz and /metrics; 0 = any free one"),
    DOOR_PORT(
            "8082",
            "port on 127.0.0.1 where kubectl xcp console and upload come in; 0 = any free one, off = they do not"),
    POD_NAME("", "name of the operator's pod, through which that port is reached; empty = it runs beside its users"),
    RESYNC_INTERVAL("5m", "how often everything is looked at without a reason"),
    CONCURRENT_RECONCILES("64", "reconciles at a time"),
    SHUTDOWN_TIMEOUT("20s", "how long running reconciles may take when the operator stops"),
    IMAGE_FOLDER("", "work folder for images on their way to a pool; empty = one in the folder for temporary files"),
    IMAGE_ROOM("20Gi", "how much an image may take there; two are brought in at a time"),
    VOLUME_READER(
            "",
            "container image, the operator's own, of the pods that read volumes for source.persistentVolumeClaim of images; empty = none is made"),
    LOG_FORMAT("json", "json or text");

    private final String defaultText;
    private final String meaning;

    Setting(String defaultText, String meaning) {
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** On the command line after {@code --}, and in messages. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Name of the environment variable. */
    public String variable() {
        return "XCP_" + name();
    }

    public String defaultText() {
        return defaultText;
    }

    public String meaning() {
        return meaning;
    }
}
