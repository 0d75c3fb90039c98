package io.xcpoperator.operator.platform.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses a user may have us connect to (design §3.3): not this process's neighbours, the cluster's own
 * services, or the link. The rest, private ranges included, is the user's lab. Pure: who connects resolves a name once,
 * asks here, and connects to that very address.
 *
 * @param allow ranges that are allowed whatever is said below
 * @param refuse the cluster's service and pod ranges
 */
public record EgressPolicy(List<Cidr> allow, List<Cidr> refuse) {
    private static final List<String> CLUSTER_NAMES = List.of(".svc", ".cluster.local");

    public EgressPolicy {
        allow = List.copyOf(allow);
        refuse = List.copyOf(refuse);
    }

    /** This address and no other. */
    public static EgressPolicy only(InetAddress address) {
        return new EgressPolicy(
                List.of(new Cidr(address, address.getAddress().length * 8)),
                List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")));
    }

    /** The same, with the cluster's own ranges open: for what we made there ourselves. */
    public EgressPolicy inCluster() {
        return new EgressPolicy(allow, List.of());
    }

    /** Why not to resolve this name; empty when it may be resolved. */
    public Optional<String> refusal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean clusterName = CLUSTER_NAMES.stream().anyMatch(bare::endsWith);
        return clusterName ? Optional.of("%s is a name of this cluster".formatted(host)) : Optional.empty();
    }

    /** Why not to connect to this address; empty when it may be connected to. */
    public Optional<String> refusal(InetAddress address) {
        InetAddress plain = unmapped(address);
        if (allow.stream().anyMatch(range -> range.contains(plain))) {
            return Optional.empty();
        }
        return kind(plain)
                .map(kind ->
                        "%s is %s; the chart value egress.allow can permit it".formatted(plain.getHostAddress(), kind));
    }

    private Optional<String> kind(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return Optional.of("a loopback address");
        } else if (address.isLinkLocalAddress()) {
            return Optional.of("a link-local address");
        } else if (address.isMulticastAddress()) {
            return Optional.of("a multicast address");
        } else if (address.isAnyLocalAddress() || Cidr.parse("0.0.0.0/8").contains(address)) {
            return Optional.of("the unspecified address");
        } else if (Cidr.parse("255.255.255.255/32").contains(address)) {
            return Optional.of("the broadcast address");
        }
        return refuse.stream()
                .filter(range -> range.contains(address))
                .findFirst()
                .map(range -> "in the cluster's range " + range);
    }

    /** IPv4 carried in IPv6 (mapped, compatible, NAT64) is judged as the IPv4 address it reaches. */
    private static InetAddress unmapped(InetAddress address) {
        byte[] raw = address.getAddress();
        boolean carriesV4 = raw.length == 16
                && (Cidr.parse("64:ff9b::/96").contains(address)
                        || (Cidr.parse("::/96").contains(address) && carried(raw)));
        if (!carriesV4) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(raw, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean carried(byte[] raw) {
        return raw[12] != 0 || raw[13] != 0 || raw[14] != 0; // not :: or ::1
    }
}
