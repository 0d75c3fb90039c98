package io.xcpoperator.operator.network;

import io.xcpoperator.api.v1alpha1.network.XcpNetwork;
import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.events.Touched;
import io.xcpoperator.operator.platform.events.Waking;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which XcpNetworks a change elsewhere concerns. Pure. */
final class NetworkWaking {
    private NetworkWaking() {}

    /** Those that stand for a touched network or for none yet, and those made of what was touched: a trunk, a host's interfaces. */
    static Set<ObjectKey> concerned(Touched touched, Supplier<Stream<XcpNetwork>> all) {
        List<ObjectKey> own = Waking.of(
                touched,
                XapiClass.NETWORK,
                all.get(),
                network -> network.getSpec().poolRef(),
                NetworkWaking::uuid);
        Set<ObjectKey> woken = own.stream().collect(Collectors.toSet());
        Set<ObjectKey> trunks = all.get()
                .filter(network -> {
                    String uuid = uuid(network);
                    return uuid != null && touched.concerns(XapiClass.NETWORK, uuid) && isOf(network, touched);
                })
                .map(ObjectKey::of)
                .collect(Collectors.toSet());
        boolean hosts = touched.of(XapiClass.HOST).findAny().isPresent();
        all.get()
                .filter(network -> isOf(network, touched))
                .filter(network -> (hosts && network.getSpec().bond() != null)
                        || NetworkUse.ofVlan(network).stream().anyMatch(trunks::contains))
                .map(ObjectKey::of)
                .forEach(woken::add);
        return woken;
    }

    private static boolean isOf(XcpNetwork network, Touched touched) {
        return Waking.refersTo(network.getSpec().poolRef(), network, touched.pool());
    }

    private static @Nullable String uuid(XcpNetwork network) {
        return network.getStatus() == null ? null : network.getStatus().uuid();
    }

    /** A trunk is told of VLANs that come and go; a VLAN of its trunk. */
    static List<ObjectKey> onNetwork(XcpNetwork changed, Stream<XcpNetwork> all) {
        var keys = new ArrayList<>(NetworkUse.ofVlan(changed));
        ObjectKey key = ObjectKey.of(changed);
        keys.addAll(those(all, network -> NetworkUse.ofVlan(network).contains(key)));
        return keys;
    }

    /** Those that may wait for an approval of their deletion on it. */
    static List<ObjectKey> onPool(ObjectKey pool, Stream<XcpNetwork> all) {
        return those(
                all,
                network -> network.isMarkedForDeletion()
                        && Waking.refersTo(network.getSpec().poolRef(), network, pool));
    }

    /** Those that give a host of this name an address. */
    static List<ObjectKey> onHost(String name, Stream<XcpNetwork> all) {
        return those(
                all,
                network -> network.getSpec().hostAddresses() != null
                        && network.getSpec().hostAddresses().stream()
                                .anyMatch(address -> address.hostRef().name().equals(name)));
    }

    /** What its namespace may use hangs on the namespace's labels. */
    static List<ObjectKey> onNamespace(String namespace, Stream<XcpNetwork> all) {
        return those(all, network -> namespace.equals(network.getMetadata().getNamespace()));
    }

    private static List<ObjectKey> those(Stream<XcpNetwork> all, Predicate<XcpNetwork> which) {
        return all.filter(which).map(ObjectKey::of).toList();
    }
}
