package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A connection of its own to a host, for what is more than a call. */
public final class HostSocket {
    private HostSocket() {}

    /**
     * Connects to an address that was resolved and checked. No server name is sent, so that the host shows its own
     * certificate. Reading waits as long as connecting may, until told otherwise.
     *
     * @param tls empty for plain HTTP
     */
    public static Socket connect(
            Endpoint endpoint, InetAddress address, Optional<SSLContext> tls, Duration connectTimeout)
            throws IOException {
        Socket plain = new Socket();
        try {
            int millis = Math.toIntExact(connectTimeout.toMillis());
            plain.connect(new InetSocketAddress(address, endpoint.port()), millis);
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(millis); // for the handshake
            return tls.isPresent()
                    ? tls.get().getSocketFactory().createSocket(plain, address.getHostAddress(), endpoint.port(), true)
                    : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
