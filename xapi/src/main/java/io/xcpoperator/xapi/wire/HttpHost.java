package io.xcpoperator.xapi.wire;

import io.xcpoperator.xapi.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
                .header("Content-Type", "text/xml")
                .header("User-Agent", "xcp-operator")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<InputStream> response =
                await(client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()), time);
        CompletableFuture<Boolean> overdue =
                new CompletableFuture<Boolean>().completeOnTimeout(true, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        try (InputStream in = response.body()) {
            var _ = overdue.thenAccept(late -> {
                if (late) {
                    cut(in);
                }
            });
            return reader.read(response.statusCode(), in);
        } catch (IOException e) {
            if (System.nanoTime() >= end) {
                throw new TimeoutException();
            }
            throw e;
        } finally {
            overdue.complete(false);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> sent, Duration time)
            throws IOException, TimeoutException, InterruptedException {
        try {
            return sent.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static void cut(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // it is being given up anyway
        }
    }
}
