package io.xcpoperator.api.v1alpha1;

/** Regular expressions of strings, as the schema checks them. */
public final class Formats {
    public static final String UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    /** {@code 1h30m}, {@code 90s}, {@code 250ms}; {@link Durations} reads it. */
    public static final String DURATION = "^([0-9]{1,6}(h|m|s|ms)){1,4}$";

    /** Of one station, not of a group: the second digit is even. */
    public static final String MAC = "^[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}$";
    /** Of entries of lists: disks, network interfaces. */
    public static final String ENTRY_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** Of an object of the cluster. */
    public static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    public static final String SHA256_FINGERPRINT = "^(sha256:)?[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}$";
    public static final String SHA256 = "^[0-9a-f]{64}$";
    /** A host name, IPv4 or bracketed IPv6 address, with or without a port. */
    public static final String ENDPOINT =
            "^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?$";
    /** A host name, IPv4 or IPv6 address, without a port. */
    public static final String HOST = "^[A-Za-z0-9:]([-A-Za-z0-9.:]*[A-Za-z0-9])?$";
    /** Five fields. */
    public static final String CRON = "^\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+$";
    /** An IANA time zone. */
    public static final String TIME_ZONE = "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$";

    /** An IPv4 or IPv6 address. */
    public static final String ADDRESS = "^[0-9A-Fa-f:.]+$";
    /** An absolute path without white space. */
    public static final String PATH = "^/[^\\s]*$";

    /** A path below some root: no leading slash, no {@code ..}. */
    public static final String RELATIVE_PATH =
            "^([^/.\\s][^/\\s]*|\\.[^/.\\s][^/\\s]*)(/([^/.\\s][^/\\s]*|\\.[^/.\\s][^/\\s]*))*/?$";

    private Formats() {}
}
