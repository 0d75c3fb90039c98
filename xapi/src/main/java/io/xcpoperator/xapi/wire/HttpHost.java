package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * POSTs to one address over HTTP/1.1. The URL holds the address that was checked, never the name, so that nothing resolves
 * it again; no server name is sent, so that the host shows its own certificate.
 */
final class HttpHost implements AutoCloseable {
    private final URI uri;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor deadlines = deadlines();
    private final HttpClient client;

    HttpHost(Endpoint endpoint, InetAddress address, Optional<SSLContext> tls, Duration connectTimeout) {
        String literal =
                address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        this.uri = URI.create((tls.isPresent() ? "https://" : "http://") + literal + ":" + endpoint.port() + "/");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** What reads an answer's body. */
    interface BodyReader<T> {
        T read(int status, InputStream body) throws IOException;
    }

    /** The whole exchange ends within the time, however slowly the answer trickles. */
    <T> T post(byte[] body, Duration time, BodyReader<T> reader)
            throws IOException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(time)
                .header("Content-Type", "text/xml")
                .header("User-Agent", "xcp-operator")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            // not sendAsync: its answers pass through the common pool, which others may block
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return read(response, end, reader);
        } catch (HttpConnectTimeoutException e) {
            throw e;
        } catch (HttpTimeoutException _) {
            throw new TimeoutException();
        }
    }

    private <T> T read(HttpResponse<InputStream> response, long end, BodyReader<T> reader)
            throws IOException, TimeoutException {
        InputStream in = response.body();
        ScheduledFuture<?> cut = deadlines.schedule(() -> cut(in), end - System.nanoTime(), TimeUnit.NANOSECONDS);
        try (in) {
            return reader.read(response.statusCode(), in);
        } catch (IOException e) {
            if (System.nanoTime() >= end) {
                throw new TimeoutException();
            }
            throw e;
        } finally {
            cut.cancel(false);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        deadlines.shutdownNow();
        threads.shutdownNow();
    }

    private static ScheduledThreadPoolExecutor deadlines() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static void cut(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }
}
