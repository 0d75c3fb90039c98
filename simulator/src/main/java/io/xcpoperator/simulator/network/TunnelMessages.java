package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Map;

/** Tunnels: their objects only; no controller ever brings one up. */
final class TunnelMessages implements Behaviour {
    private final Interfaces interfaces;

    TunnelMessages(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    @Override
    public void register(Messages messages) {
        messages.on("tunnel.create", this::create);
        messages.on("tunnel.destroy", TunnelMessages::destroy);
    }

    private Value create(Call call) {
        Row transport = call.row(0);
        Row network = call.row(1);
        String host = transport.text("host");
        interfaces.requireUnconnected(network, host);
        if (transport.text("ip_configuration_mode").equals("None")) {
            throw new XapiFailure("TRANSPORT_PIF_NOT_CONFIGURED", transport.ref());
        }
        int number = call.database().count("tunnel");
        Row access = interfaces.virtual(network, host, "tunnel" + number, transport, Interfaces.UNTAGGED);
        Row tunnel = call.database()
                .create(
                        "tunnel",
                        Map.of(
                                "access_PIF", Value.of(access.ref()),
                                "transport_PIF", Value.of(transport.ref()),
                                "protocol", call.argument(2)));
        return Value.of(tunnel.ref());
    }

    private static Value destroy(Call call) {
        Row tunnel = call.row(0);
        tunnel.follow("access_PIF").ifPresent(call.database()::destroy);
        call.database().destroy(tunnel);
        return Values.EMPTY;
    }
}
