package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.Endpoint;
import io.xcpoperator.xapi.errors.InvalidArgumentException;
import io.xcpoperator.xapi.errors.PoolException;
import io.xcpoperator.xapi.errors.TransportException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.xmlrpc.XmlRpcException;
import org.xml.sax.SAXException;

/** XML-RPC over HTTP/1.1 to one host. */
public final class XmlRpcWire implements Wire {
    private static final int REQUEST_BYTES = 300 << 10;
    private final String pool;
    private final WireFailures failures;
    private final HttpHost host;
    private final XmlRpcFormat format = new XmlRpcFormat();

    /**
     * A wire to an address that was resolved and checked.
     *
     * @param tls empty for plain HTTP
     */
    public XmlRpcWire(
            String pool, Endpoint endpoint, InetAddress address, Optional<SSLContext> tls, Duration connectTimeout) {
        this.pool = pool;
        this.failures = new WireFailures(pool);
        this.host = new HttpHost(endpoint, address, tls, connectTimeout);
    }

    @Override
    public Reply call(String method, List<?> parameters, CallBudget budget) {
        byte[] request = encode(method, parameters);
        try {
            Reply answer = host.post(request, budget.time(), (status, body) -> decode(method, status, body, budget));
            return Envelope.open(pool, method, parameters, answer.value());
        } catch (TimeoutException _) {
            throw failures.of(
                    method, Kind.TIMEOUT, "no answer in " + budget.time().toSeconds() + " s");
        } catch (BoundedBody.TooLarge _) {
            throw failures.of(method, Kind.TOO_LARGE, "answer larger than " + budget.bodyBytes() + " bytes");
        } catch (IOException e) {
            throw failures.of(method, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failures.of(method, Kind.CUT, "interrupted");
        }
    }

    @Override
    public void close() {
        host.close();
    }

    private byte[] encode(String method, List<?> parameters) {
        Optional<String> problem = Encodable.problem(parameters);
        if (problem.isPresent()) {
            throw new InvalidArgumentException(pool, method, problem.get());
        }
        try {
            byte[] request = format.request(method, parameters);
            if (request.length > REQUEST_BYTES) {
                throw new InvalidArgumentException(pool, method, "request larger than 300 KiB");
            }
            return request;
        } catch (XmlRpcException | SAXException e) {
            throw new IllegalArgumentException("cannot be written as XML-RPC: " + method, e);
        }
    }

    private Reply decode(String method, int status, InputStream body, CallBudget budget) throws IOException {
        if (status != 200) {
            throw failures.of(method, Kind.HTTP_STATUS, "HTTP status " + status);
        }
        try {
            return new Reply(format.response(new BoundedBody(body, budget.bodyBytes())));
        } catch (SAXException | XmlRpcException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw failures.of(method, Kind.GARBAGE, "not an answer of XAPI");
        } catch (RuntimeException e) {
            throw e instanceof PoolException known ? known : failures.of(method, Kind.GARBAGE, "not an answer of XAPI");
        }
    }
}
