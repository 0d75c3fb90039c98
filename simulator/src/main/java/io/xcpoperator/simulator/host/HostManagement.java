package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;

/** Which interface a host is managed over: only the refusals; a change would cut everybody off. */
final class HostManagement implements Behaviour {

    @Override
    public void register(Messages messages) {
        messages.on("host.management_reconfigure", call -> {
            requireAddress(call.row(0));
            throw new XapiFailure("NOT_IMPLEMENTED", "host.management_reconfigure");
        });
        messages.on("pool.management_reconfigure", call -> {
            call.row(0).followAll("PIFs").forEach(HostManagement::requireAddress);
            throw new XapiFailure("NOT_IMPLEMENTED", "pool.management_reconfigure");
        });
        messages.on("host.migrate_receive", HostManagement::migrateReceive);
    }

    private static void requireAddress(Row pif) {
        if (pif.text("ip_configuration_mode").equals("None")) {
            throw new XapiFailure("PIF_HAS_NO_NETWORK_CONFIGURATION", pif.ref());
        }
        if (pif.text("IP").isEmpty()) {
            throw new XapiFailure("INTERFACE_HAS_NO_IP", pif.ref());
        }
    }

    /** The network must give the host an address (recording 10-005); there is no other pool to receive from. */
    private static Value migrateReceive(Call call) {
        Row host = call.row(0);
        Row network = call.row(1);
        Row pif = network.followAll("PIFs").stream()
                .filter(each -> each.text("host").equals(host.ref()))
                .findFirst()
                .orElseThrow(() -> new XapiFailure("HOST_CANNOT_ATTACH_NETWORK", host.ref(), network.ref()));
        requireAddress(pif);
        throw new XapiFailure("NOT_IMPLEMENTED", "host.migrate_receive");
    }
}
