package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bonds of one host's PIFs; management, addresses and VLANs of the members move onto the bond and back. */
final class BondMessages implements Behaviour {
    private static final Map<String, Set<String>> PROPERTIES = Map.of(
            "hashing_algorithm", Set.of("src_mac", "tcpudp_ports"),
            "lacp-time", Set.of("slow", "fast"),
            "lacp-fallback-ab", Set.of("true", "false"));

    private final Interfaces interfaces;

    BondMessages(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    @Override
    public void register(Messages messages) {
        messages.on("Bond.create", this::create);
        messages.on("Bond.destroy", this::destroy);
        messages.on("Bond.set_mode", call -> {
            call.row(0).set("mode", call.text(1));
            return Values.EMPTY;
        });
        messages.on("Bond.set_property", call -> {
            Row bond = call.row(0);
            checkProperty(call.text(1), call.text(2));
            bond.putEntry("properties", call.text(1), call.text(2));
            return Values.EMPTY;
        });
    }

    private static void checkProperty(String name, String value) {
        Set<String> values = PROPERTIES.get(name);
        if (values != null ? !values.contains(value) : !name.equals("lacp-aggregation-key")) {
            throw new XapiFailure("INVALID_VALUE", "properties", name + " = " + value);
        }
    }

    private Value create(Call call) {
        Row network = call.row(0);
        List<Row> members =
                call.texts(1).stream().map(ref -> call.get("PIF", ref)).toList();
        String mac = call.text(2);
        if (!mac.isEmpty() && !MacAddress.valid(mac)) {
            throw new XapiFailure("MAC_INVALID", mac);
        }
        if (members.size() < 2) {
            throw new XapiFailure("PIF_BOND_NEEDS_MORE_MEMBERS");
        }
        call.map(4).forEach(BondMessages::checkProperty);
        Row primary = primary(members);
        String host = primary.text("host");
        members.forEach(member -> checkMember(member, host));
        interfaces.requireUnconnected(network, host);
        Row master = interfaces.virtual(network, host, bondName(call, host), primary, Interfaces.UNTAGGED);
        master.set("MAC", mac.isEmpty() ? primary.text("MAC") : mac);
        var fields = new LinkedHashMap<String, Value>();
        fields.put("master", Value.of(master.ref()));
        fields.put("primary_slave", Value.of(primary.ref()));
        fields.put("mode", call.argument(3));
        fields.put("properties", call.argument(4));
        fields.put("links_up", Value.of(members.size()));
        Row bond = call.database().create("Bond", fields);
        Interfaces.moveAddress(primary, master);
        for (Row member : members) {
            member.set("bond_slave_of", bond.ref());
            member.followAll("VLAN_slave_of").forEach(vlan -> moveVlan(vlan, master));
            moveVifs(member, network);
            member.set("currently_attached", false);
        }
        master.set("currently_attached", true);
        return Value.of(bond.ref());
    }

    private static Row primary(List<Row> members) {
        return members.stream()
                .filter(member -> member.flag("management"))
                .findFirst()
                .or(() -> members.stream()
                        .filter(member -> !member.text("ip_configuration_mode").equals("None"))
                        .findFirst())
                .orElse(members.getFirst());
    }

    private static void checkMember(Row member, String host) {
        if (!member.text("host").equals(host)) {
            throw new XapiFailure("PIF_CANNOT_BOND_CROSS_HOST");
        }
        if (member.follow("bond_slave_of").isPresent()) {
            throw new XapiFailure("PIF_ALREADY_BONDED", member.ref());
        }
        if (member.number("VLAN") != Interfaces.UNTAGGED) {
            throw new XapiFailure("PIF_VLAN_EXISTS", member.ref());
        }
    }

    private static String bondName(Call call, String host) {
        List<String> devices = call.get("host", host).followAll("PIFs").stream()
                .map(pif -> pif.text("device"))
                .toList();
        int number = 0;
        while (devices.contains("bond" + number)) {
            number++;
        }
        return "bond" + number;
    }

    private static void moveVlan(Row vlan, Row trunk) {
        vlan.set("tagged_PIF", trunk.ref());
        vlan.follow("untagged_PIF").ifPresent(pif -> pif.set("device", trunk.text("device")));
    }

    private static void moveVifs(Row member, Row network) {
        member.follow("network").ifPresent(before -> {
            if (before.texts("PIFs").size() == 1) {
                before.followAll("VIFs").forEach(vif -> vif.set("network", network.ref()));
            }
        });
    }

    private Value destroy(Call call) {
        Row bond = call.row(0);
        Row master = bond.follow("master").orElseThrow();
        Row primary = bond.follow("primary_slave").orElse(master);
        master.followAll("VLAN_slave_of").forEach(vlan -> moveVlan(vlan, primary));
        Interfaces.moveAddress(master, primary);
        bond.followAll("slaves").forEach(member -> {
            member.set("bond_slave_of", Values.NO_REF);
            member.set("currently_attached", true);
        });
        call.database().destroy(master);
        call.database().destroy(bond);
        return Values.EMPTY;
    }
}
