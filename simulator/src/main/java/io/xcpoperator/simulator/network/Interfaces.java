package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** PIFs as such, for the calls that make, plug and remove some. Under the world's lock. */
final class Interfaces {
    static final long UNTAGGED = -1;
    private static final String VIRTUAL_MAC = "fe:ff:ff:ff:ff:ff";

    private final Database database;

    /** NICs a host has but no PIF any more, since somebody forgot it: by host and device, the MAC. */
    private final Map<String, Map<String, String>> forgotten = new HashMap<>();

    Interfaces(Database database) {
        this.database = database;
    }

    Map<String, String> forgottenOn(String host) {
        return forgotten.computeIfAbsent(host, _ -> new LinkedHashMap<>());
    }

    /** The PIF that connects a network to a host. */
    Optional<Row> connecting(Row network, String host) {
        return network.followAll("PIFs").stream()
                .filter(pif -> pif.text("host").equals(host))
                .findFirst();
    }

    void requireUnconnected(Row network, String host) {
        connecting(network, host).ifPresent(pif -> {
            throw new XapiFailure("NETWORK_ALREADY_CONNECTED", host, pif.ref());
        });
    }

    /** A PIF that is no NIC: a VLAN, a bond, a tunnel's end. */
    Row virtual(Row network, String host, String device, Row below, long tag) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("device", Value.of(device));
        fields.put("network", Value.of(network.ref()));
        fields.put("host", Value.of(host));
        fields.put("MAC", Value.of(VIRTUAL_MAC));
        fields.put("MTU", network.get("MTU"));
        fields.put("VLAN", Value.of(tag));
        fields.put("metrics", below.get("metrics"));
        fields.put("physical", Values.FALSE);
        fields.put("currently_attached", Values.FALSE);
        fields.put("IPv6", Value.texts(""));
        Row pif = database.create("PIF", fields);
        if (below.flag("currently_attached")) {
            pif.set("currently_attached", true);
        }
        return pif;
    }

    /** The network of a NIC: that of the NICs of its name on the other hosts, for they share a bridge's name. */
    private Row networkOf(String device) {
        String bridge = "xenbr" + device.replaceAll("\\D", "");
        return database.all("network").stream()
                .filter(network -> network.text("bridge").equals(bridge))
                .findFirst()
                .orElseGet(() -> database.create(
                        "network",
                        Map.of(
                                "name_label", Value.of("Pool-wide network associated with " + device),
                                "bridge", Value.of(bridge),
                                "MTU", Value.of(1500))));
    }

    /** A NIC's PIF (xen-api: {@code xapi_pif.introduce}, {@code find_or_create_network}). */
    Row physical(Row host, String device, String mac, boolean managed) {
        Row network = networkOf(device);
        Row metrics = database.create("PIF_metrics", Map.of("carrier", Values.TRUE));
        var fields = new LinkedHashMap<String, Value>();
        fields.put("device", Value.of(device));
        fields.put("network", Value.of(network.ref()));
        fields.put("host", Value.of(host.ref()));
        fields.put("MAC", Value.of(mac));
        fields.put("MTU", Value.of(1500));
        fields.put("VLAN", Value.of(UNTAGGED));
        fields.put("metrics", Value.of(metrics.ref()));
        fields.put("physical", Values.TRUE);
        fields.put("currently_attached", Values.FALSE);
        fields.put("managed", Value.of(managed));
        fields.put("properties", Value.textMap(Map.of("gro", "on")));
        return database.create("PIF", fields);
    }

    /** Refuses to lose a PIF that is in use: management, or a running VM's way out. */
    void requireUnused(Row pif) {
        if (pif.flag("management")) {
            throw new XapiFailure("PIF_IS_MANAGEMENT_INTERFACE", pif.ref());
        }
        pif.follow("network").ifPresent(network -> {
            for (Row vif : network.followAll("VIFs")) {
                boolean here = vif.follow("VM")
                        .filter(vm -> vm.text("resident_on").equals(pif.text("host")))
                        .isPresent();
                if (here && vif.flag("currently_attached")) {
                    throw new XapiFailure("VIF_IN_USE", network.ref(), vif.ref());
                }
            }
        });
    }

    static void clearAddress(Row pif) {
        pif.set("ip_configuration_mode", "None");
        for (String field : new String[] {"IP", "netmask", "gateway", "DNS"}) {
            pif.set(field, "");
        }
    }

    static void moveAddress(Row from, Row to) {
        for (String field : new String[] {"ip_configuration_mode", "IP", "netmask", "gateway", "DNS", "management"}) {
            to.set(field, from.get(field));
        }
        clearAddress(from);
        from.set("management", false);
    }
}
