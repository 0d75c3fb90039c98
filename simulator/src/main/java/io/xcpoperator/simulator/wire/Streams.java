package io.xcpoperator.simulator.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What answers at a port. */
interface Streams {
    HttpResponse handle(HttpRequest request);

    /** Whether the body of a request with this head is not read before it is handled. */
    default boolean streams(HttpRequest head) {
        return false;
    }

    /**
     * Handles such a request; the connection is closed after it.
     *
     * @param body to its announced end
     */
    default void stream(HttpRequest head, InputStream body, long length, OutputStream out) throws IOException {
        throw new IOException("no stream is taken here");
    }

    /** Whether the connection becomes something else than HTTP with this request. */
    default boolean tunnels(HttpRequest head) {
        return false;
    }

    /**
     * Handles such a request; the connection is closed after it.
     *
     * @param cut closes it at once, from any thread
     */
    default void tunnel(HttpRequest head, InputStream in, OutputStream out, Runnable cut) throws IOException {
        throw new IOException("nothing is connected to here");
    }
}
