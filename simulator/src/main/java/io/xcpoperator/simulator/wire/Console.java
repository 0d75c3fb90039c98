package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code CONNECT /console}: RFB on the connection itself. Only the host that the VM runs on has it; others refuse and refer
 * to nobody. It ends with the domain: when the VM halts, or moves. Of a release with {@code limit_console_sessions}, that
 * switch lets one in at a time. Which page a refusal shows is not recorded.
 */
public final class Console {
    static final String PATH = "/console";

    /** By what name faults and counts know it. */
    public static final String NAME = "CONNECT.console";

    private static final Duration A_DAY = Duration.ofDays(1);

    private final World world;
    private final Dispatcher dispatcher;

    /** VMs that somebody looks at, by reference; under the world's lock. */
    private final Set<String> watched = new HashSet<>();

    public Console(World world, Dispatcher dispatcher) {
        this.world = world;
        this.dispatcher = dispatcher;
    }

    private record Opened(Row console, Row vm, String name) {}

    /**
     * @param host that was asked, by reference
     * @param cut ends the connection
     */
    void serve(String host, HttpRequest head, InputStream in, OutputStream out, Runnable cut) throws IOException {
        Opened opened;
        boolean first;
        try {
            dispatcher.before(NAME);
            opened = world.locked(() -> open(host, head));
            first = world.locked(() -> enter(opened));
        } catch (XapiFailure failure) {
            respond(out, HttpResponse.internalError(failure.code()));
            return;
        }
        if (!first) {
            respond(out, HttpResponse.page(503, "<h1>HTTP 503 service unavailable</h1>"));
            return;
        }
        var ended = new boolean[1];
        Thread.ofVirtual().name("console").start(() -> {
            world.locked(() -> world.await(A_DAY, () -> ended[0] || !opened.console.exists()));
            cut.run();
        });
        try {
            out.write("HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncache-control: no-cache, no-store\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            new Rfb(opened.name, in, out).serve();
        } finally {
            world.locked(() -> {
                ended[0] = true;
                watched.remove(opened.vm.ref());
            });
            dispatcher.after(NAME);
        }
    }

    private static void respond(OutputStream out, HttpResponse response) throws IOException {
        out.write(response.head(false));
        out.write(response.body());
        out.flush();
    }

    private boolean enter(Opened opened) {
        return watched.add(opened.vm.ref()) || !limited();
    }

    private boolean limited() {
        Row pool = world.pool();
        return pool.schema().findField("limit_console_sessions").isPresent() && pool.flag("limit_console_sessions");
    }

    private Opened open(String host, HttpRequest head) {
        Row console = console(head).orElseThrow(() -> new XapiFailure("HANDLE_INVALID"));
        Row vm = console.follow("VM").orElseThrow(() -> new XapiFailure("HANDLE_INVALID"));
        if (!vm.text("resident_on").equals(host)) {
            throw new XapiFailure("VM_NOT_RESIDENT_HERE");
        }
        return new Opened(console, vm, vm.text("name_label"));
    }

    private Optional<Row> console(HttpRequest head) {
        Optional<Row> byRef = head.query("ref")
                .flatMap(ref -> world.database()
                        .find("console", ref)
                        .or(() -> world.database()
                                .find("VM", ref)
                                .flatMap(vm -> vm.followAll("consoles").stream().findFirst())));
        return byRef.or(
                () -> head.query("uuid").flatMap(uuid -> world.database().findByUuid("console", uuid)));
    }
}
