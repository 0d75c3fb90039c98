package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** VLANs, on one host and on all of them (recordings 05-006, 11b-006). */
final class VlanMessages implements Behaviour {
    private final Interfaces interfaces;

    VlanMessages(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    @Override
    public void register(Messages messages) {
        messages.on(
                "VLAN.create",
                call -> Value.of(
                        create(call, call.row(0), call.number(1), call.row(2)).ref()));
        messages.on("VLAN.destroy", call -> {
            Row vlan = call.row(0);
            destroy(call, vlan);
            return Values.EMPTY;
        });
        messages.on("PIF.create_VLAN", this::onDevice);
        messages.on("pool.create_VLAN", this::onDeviceEverywhere);
        messages.on("pool.create_VLAN_from_PIF", this::everywhere);
    }

    private Row create(Call call, Row trunk, long tag, Row network) {
        String host = trunk.text("host");
        VlanRules.check(tag, facts(trunk, tag, network));
        if (!network.flag("managed")) {
            throw new XapiFailure("NETWORK_UNMANAGED", network.ref());
        }
        Row vlan = call.database().create("VLAN", Map.of("tagged_PIF", Value.of(trunk.ref()), "tag", Value.of(tag)));
        Row pif = interfaces.virtual(network, host, trunk.text("device"), trunk, tag);
        pif.set("VLAN_master_of", vlan.ref());
        vlan.set("untagged_PIF", pif.ref());
        return vlan;
    }

    private VlanRules.Facts facts(Row trunk, long tag, Row network) {
        String host = trunk.text("host");
        boolean taken = trunk.followAll("VLAN_slave_of").stream().anyMatch(vlan -> vlan.number("tag") == tag);
        return new VlanRules.Facts(
                trunk.ref(),
                trunk.text("device"),
                trunk.number("VLAN"),
                trunk.follow("bond_slave_of").isPresent(),
                !trunk.texts("tunnel_access_PIF_of").isEmpty(),
                host,
                interfaces.connecting(network, host).map(Row::ref),
                taken);
    }

    void destroy(Call call, Row vlan) {
        vlan.follow("untagged_PIF").ifPresent(pif -> {
            interfaces.requireUnused(pif);
            call.database().destroy(pif);
        });
        call.database().destroy(vlan);
    }

    private Value onDevice(Call call) {
        Row network = call.row(1);
        Row host = call.row(2);
        Row vlan = create(call, trunk(host, call.text(0)), call.number(3), network);
        return vlan.get("untagged_PIF");
    }

    private static Row trunk(Row host, String device) {
        return host.followAll("PIFs").stream()
                .filter(pif -> pif.text("device").equals(device) && pif.number("VLAN") == Interfaces.UNTAGGED)
                .findFirst()
                .orElseThrow(() -> new XapiFailure("INVALID_VALUE", "device", device));
    }

    private Value onDeviceEverywhere(Call call) {
        Row network = call.row(1);
        List<Row> trunks = call.database().all("host").stream()
                .map(host -> trunk(host, call.text(0)))
                .toList();
        return create(call, trunks, network, call.number(2));
    }

    /** On every live host whose PIF is on the same network. */
    private Value everywhere(Call call) {
        Row pif = call.row(0);
        Row network = call.row(1);
        List<Row> trunks = pif.follow("network").stream()
                .flatMap(trunk -> trunk.followAll("PIFs").stream())
                .filter(VlanMessages::live)
                .toList();
        return create(call, trunks, network, call.number(2));
    }

    private static boolean live(Row pif) {
        return pif.follow("host")
                .flatMap(host -> host.follow("metrics"))
                .filter(metrics -> metrics.flag("live"))
                .isPresent();
    }

    /** All or none. */
    private Value create(Call call, List<Row> trunks, Row network, long tag) {
        var made = new ArrayList<Row>();
        try {
            for (Row trunk : trunks) {
                made.add(create(call, trunk, tag, network));
            }
        } catch (XapiFailure failure) {
            made.forEach(vlan -> destroy(call, vlan));
            throw failure;
        }
        return Value.texts(made.stream().map(vlan -> vlan.text("untagged_PIF")).toList());
    }
}
