package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Messages;
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
    }

    private static void requireAddress(Row pif) {
        if (pif.text("ip_configuration_mode").equals("None")) {
            throw new XapiFailure("PIF_HAS_NO_NETWORK_CONFIGURATION", pif.ref());
        }
        if (pif.text("IP").isEmpty()) {
            throw new XapiFailure("INTERFACE_HAS_NO_IP", pif.ref());
        }
    }
}
