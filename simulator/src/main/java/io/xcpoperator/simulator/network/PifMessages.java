package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Map;

/** A host's network interfaces: plugging, finding, forgetting (recording 05-007). */
final class PifMessages implements Behaviour {
    private final Interfaces interfaces;
    private final VlanMessages vlans;

    PifMessages(Interfaces interfaces, VlanMessages vlans) {
        this.interfaces = interfaces;
        this.vlans = vlans;
    }

    @Override
    public void register(Messages messages) {
        messages.on("PIF.plug", this::plug);
        messages.on("PIF.unplug", this::unplug);
        messages.on("PIF.destroy", this::destroy);
        messages.on("PIF.forget", this::forget);
        messages.on("PIF.scan", this::scan);
        messages.on("PIF.introduce", this::introduce);
        messages.on("PIF.set_disallow_unplug", call -> {
            call.row(0).set("disallow_unplug", call.argument(1));
            return Values.EMPTY;
        });
        messages.on("PIF.set_property", PifMessages::setProperty);
    }

    /** The PIF takes its network's MTU over now, and not before (xen-api: {@code nm.ml}, "sync MTU"). */
    private Value plug(Call call) {
        Row pif = call.row(0);
        if (pif.follow("bond_slave_of").isPresent()) {
            throw new XapiFailure("CANNOT_PLUG_BOND_SLAVE", pif.ref());
        }
        pif.set("currently_attached", true);
        pif.follow("network").ifPresent(network -> pif.set("MTU", network.get("MTU")));
        return Values.EMPTY;
    }

    private Value unplug(Call call) {
        Row pif = call.row(0);
        interfaces.requireUnused(pif);
        if (pif.flag("disallow_unplug")) {
            throw new XapiFailure("PIF_DOES_NOT_ALLOW_UNPLUG", pif.ref());
        }
        pif.set("currently_attached", false);
        return Values.EMPTY;
    }

    private Value destroy(Call call) {
        Row pif = call.row(0);
        if (pif.flag("physical")) {
            throw new XapiFailure("PIF_IS_PHYSICAL");
        }
        Row vlan = pif.follow("VLAN_master_of").orElseThrow(() -> new XapiFailure("PIF_IS_NOT_PHYSICAL", pif.ref()));
        vlans.destroy(call, vlan);
        return Values.EMPTY;
    }

    private Value forget(Call call) {
        Row pif = call.row(0);
        interfaces.requireUnused(pif);
        if (!pif.flag("physical")) {
            throw new XapiFailure("PIF_IS_NOT_PHYSICAL", pif.ref());
        }
        if (!pif.texts("VLAN_slave_of").isEmpty()) {
            throw new XapiFailure("PIF_VLAN_STILL_EXISTS", pif.ref());
        }
        if (!pif.texts("tunnel_transport_PIF_of").isEmpty()) {
            throw new XapiFailure("PIF_TUNNEL_STILL_EXISTS", pif.ref());
        }
        interfaces.forgottenOn(pif.text("host")).put(pif.text("device"), pif.text("MAC"));
        call.database().destroy(pif);
        return Values.EMPTY;
    }

    private Value scan(Call call) {
        Row host = call.row(0);
        Map<String, String> found = interfaces.forgottenOn(host.ref());
        found.forEach((device, mac) -> interfaces.physical(host, device, mac, true));
        found.clear();
        return Values.EMPTY;
    }

    private Value introduce(Call call) {
        Row host = call.row(0);
        String mac = call.text(1);
        String device = call.text(2);
        if (!MacAddress.valid(mac)) {
            throw new XapiFailure("MAC_INVALID", mac);
        }
        boolean known = host.followAll("PIFs").stream()
                .anyMatch(pif -> pif.flag("physical") && pif.text("device").equals(device));
        if (known) {
            throw new XapiFailure("DUPLICATE_PIF_DEVICE_NAME", device);
        }
        Map<String, String> found = interfaces.forgottenOn(host.ref());
        if (!mac.equalsIgnoreCase(found.get(device))) {
            throw new XapiFailure(
                    "COULD_NOT_FIND_NETWORK_INTERFACE_WITH_SPECIFIED_DEVICE_NAME_AND_MAC_ADDRESS", device, mac);
        }
        found.remove(device);
        return Value.of(interfaces.physical(host, device, mac, call.flag(3)).ref());
    }

    private static Value setProperty(Call call) {
        Row pif = call.row(0);
        String name = call.text(1);
        String value = call.text(2);
        if (!name.equals("gro") || !(value.equals("on") || value.equals("off"))) {
            throw new XapiFailure("INVALID_VALUE", "properties", name + " = " + value);
        }
        pif.putEntry("properties", name, value);
        return Values.EMPTY;
    }
}
