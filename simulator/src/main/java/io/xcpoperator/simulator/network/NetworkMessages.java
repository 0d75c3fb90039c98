package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Networks (recordings 05-001 to 05-005, 05-014). */
final class NetworkMessages implements Behaviour {
    private static final long USUAL_MTU = 1500;

    /** Generated bridge names are counted up, not used again. */
    private int nextBridge = 1;

    @Override
    public void register(Messages messages) {
        messages.on("network.create", this::create);
        messages.on("network.destroy", NetworkMessages::destroy);
        messages.on("network.attach", call -> {
            call.row(0);
            call.row(1);
            return Values.EMPTY;
        });
        messages.on("network.set_default_locking_mode", NetworkMessages::setDefaultLockingMode);
        messages.on("network.add_purpose", NetworkMessages::addPurpose);
        messages.on("network.remove_purpose", NetworkMessages::removePurpose);
    }

    private Value create(Call call) {
        var fields = new LinkedHashMap<>(call.members(0));
        List<String> taken = call.database().all("network").stream()
                .map(network -> network.text("bridge"))
                .toList();
        String wanted = text(fields, "bridge");
        String bridge = BridgeName.choose(wanted, taken, nextBridge);
        if (wanted.isEmpty()) {
            nextBridge = Integer.parseInt(bridge.substring("xapi".length())) + 1;
        }
        fields.put("bridge", Value.of(bridge));
        long mtu = fields.get("MTU") instanceof Value.Int(long number) ? number : 0;
        fields.put("MTU", Value.of(mtu > 0 ? mtu : USUAL_MTU));
        return Value.of(call.database().create("network", fields).ref());
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Str(String text) ? text : "";
    }

    /** VIFs that are not attached go with the network. */
    private static Value destroy(Call call) {
        Row network = call.row(0);
        if (!network.texts("PIFs").isEmpty()) {
            throw new XapiFailure("NETWORK_CONTAINS_PIF", network.texts("PIFs"));
        }
        List<Row> vifs = network.followAll("VIFs");
        List<String> attached = vifs.stream()
                .filter(vif -> vif.flag("currently_attached"))
                .map(Row::ref)
                .toList();
        if (!attached.isEmpty()) {
            throw new XapiFailure("NETWORK_CONTAINS_VIF", attached);
        }
        if (network.entry("other_config", "is_host_internal_management_network").equals("true")) {
            throw new XapiFailure("CANNOT_DESTROY_SYSTEM_NETWORK", network.ref());
        }
        vifs.forEach(call.database()::destroy);
        call.database().destroy(network);
        return Values.EMPTY;
    }

    private static Value setDefaultLockingMode(Call call) {
        Row network = call.row(0);
        for (Row vif : network.followAll("VIFs")) {
            if (vif.flag("currently_attached") && vif.text("locking_mode").equals("network_default")) {
                throw new XapiFailure("VIF_IN_USE", network.ref(), vif.ref());
            }
        }
        network.set("default_locking_mode", call.text(1));
        return Values.EMPTY;
    }

    /** NBD with and without encryption exclude each other. */
    private static Value addPurpose(Call call) {
        Row network = call.row(0);
        var purposes = new ArrayList<>(network.texts("purpose"));
        String purpose = call.text(1);
        if (purposes.contains(purpose)) {
            return Values.EMPTY;
        }
        String rival = switch (purpose) {
            case "nbd" -> "insecure_nbd";
            case "insecure_nbd" -> "nbd";
            default -> "";
        };
        if (purposes.contains(rival)) {
            throw new XapiFailure("NETWORK_INCOMPATIBLE_PURPOSES", purpose, rival);
        }
        purposes.add(purpose);
        network.set("purpose", purposes);
        return Values.EMPTY;
    }

    private static Value removePurpose(Call call) {
        Row network = call.row(0);
        var purposes = new ArrayList<>(network.texts("purpose"));
        if (purposes.remove(call.text(1))) {
            network.set("purpose", purposes);
        }
        return Values.EMPTY;
    }
}
