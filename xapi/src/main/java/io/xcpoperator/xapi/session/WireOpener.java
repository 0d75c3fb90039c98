package io.xcpoperator.xapi.session;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.PoolHooks;
import io.xcpoperator.xapi.PoolSettings;
import io.xcpoperator.xapi.errors.AddressRefusedException;
import io.xcpoperator.xapi.safety.GuardedWire;
import io.xcpoperator.xapi.tls.PoolTrust;
import io.xcpoperator.xapi.wire.HostSocket;
import io.xcpoperator.xapi.wire.ListeningWire;
import io.xcpoperator.xapi.wire.Wire;
import io.xcpoperator.xapi.wire.XmlRpcWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;

/** Opens a wire to a host: resolves its name once, asks the policy, and connects to that very address. */
final class WireOpener {
    private final PoolSettings settings;
    private final PoolHooks hooks;
    private final PoolTrust trust;

    WireOpener(PoolSettings settings, PoolHooks hooks, PoolTrust trust) {
        this.settings = settings;
        this.hooks = hooks;
        this.trust = trust;
    }

    /** Opening sends nothing yet. */
    Wire open(Endpoint endpoint, String call) {
        InetAddress address = resolve(endpoint, call);
        Wire wire = new XmlRpcWire(
                settings.name(),
                endpoint,
                address,
                endpoint.plaintext() ? Optional.empty() : Optional.of(trust.contextFor(endpoint.host())),
                settings.limits().connectTimeout());
        return new GuardedWire(settings.name(), new ListeningWire(hooks.wires().apply(wire), hooks.listener()));
    }

    /** Connects; what is sent then is the caller's. */
    Socket connect(Endpoint endpoint, String call) throws IOException {
        return HostSocket.connect(
                endpoint,
                resolve(endpoint, call),
                endpoint.plaintext() ? Optional.empty() : Optional.of(trust.contextFor(endpoint.host())),
                settings.limits().connectTimeout());
    }

    private InetAddress resolve(Endpoint endpoint, String call) {
        try {
            InetAddress address = InetAddress.getByName(endpoint.host());
            Optional<String> refusal = hooks.addresses().refusal(address);
            if (refusal.isPresent()) {
                throw new AddressRefusedException(settings.name(), call, endpoint.host(), refusal.get());
            }
            return address;
        } catch (UnknownHostException _) {
            throw new AddressRefusedException(settings.name(), call, endpoint.host(), "its name does not resolve");
        }
    }
}
