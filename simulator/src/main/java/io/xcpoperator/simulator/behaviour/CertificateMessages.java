package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;

/** The certificates hosts show. */
final class CertificateMessages implements Behaviour {
    @Override
    public void register(Messages messages) {
        messages.on(
                "host.get_server_certificate",
                call -> Value.of(call.world()
                        .serverCertificates()
                        .getOrDefault(call.row(0).ref(), "")));
    }
}
