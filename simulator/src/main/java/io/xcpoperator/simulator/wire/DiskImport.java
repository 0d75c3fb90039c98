package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Dispatcher;
import io.xcpoperator.simulator.dispatch.Tasks;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.storage.Contents;
import io.xcpoperator.simulator.storage.Volumes;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code PUT /import_raw_vdi}: bytes onto a disk. The head of the answer goes out before the bytes come in: whether it
 * went well is the task's to tell. Without one in the query, one is made. A host that does not have the SR plugged
 * redirects to one that does.
 */
public final class DiskImport {
    static final String PATH = "/import_raw_vdi";

    /** By what name faults and counts know it. */
    public static final String NAME = "PUT.import_raw_vdi";

    private static final int PIECE = 256 << 10;

    private final World world;
    private final Tasks tasks;
    private final Volumes volumes;
    private final Dispatcher dispatcher;

    public DiskImport(World world, Tasks tasks, Volumes volumes, Dispatcher dispatcher) {
        this.world = world;
        this.tasks = tasks;
        this.volumes = volumes;
        this.dispatcher = dispatcher;
    }

    /** Everything is settled before the first byte, but for what only the bytes can tell. */
    private record Opened(Row task, Row vdi, long size) {}

    /** @param host that was asked, by reference */
    void serve(String host, HttpRequest head, InputStream body, long length, OutputStream out) throws IOException {
        Optional<HttpResponse> elsewhere = world.locked(() -> redirect(host, head));
        if (elsewhere.isPresent()) {
            respond(out, elsewhere.get());
            return;
        }
        Row task = world.locked(() -> task(head));
        Opened opened;
        try {
            dispatcher.before(NAME);
            opened = world.locked(() -> open(task, head));
        } catch (XapiFailure failure) {
            world.locked(() -> tasks.fail(task, failure));
            respond(
                    out,
                    HttpResponse.internalError(
                            failure.code() + ": [ " + String.join("; ", failure.parameters()) + " ]"));
            return;
        }
        out.write(("HTTP/1.1 200 OK\r\nconnection: close\r\ncache-control: no-cache, no-store\r\ntask-id: " + task.ref()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        try {
            end(opened, receive(opened, head, body, length));
        } catch (CutConnection cut) {
            end(opened, Optional.of(ioError()));
            throw cut;
        }
        dispatcher.after(NAME);
    }

    private static void respond(OutputStream out, HttpResponse response) throws IOException {
        out.write(response.head(false));
        out.write(response.body());
        out.flush();
    }

    private Optional<HttpResponse> redirect(String host, HttpRequest head) {
        Optional<Row> sr = vdi(head).flatMap(vdi -> vdi.follow("SR"));
        List<Row> plugged = sr.map(row -> row.followAll("PBDs")).orElse(List.of()).stream()
                .filter(pbd -> pbd.flag("currently_attached"))
                .toList();
        if (plugged.isEmpty()
                || plugged.stream().anyMatch(pbd -> pbd.text("host").equals(host))) {
            return Optional.empty();
        }
        return plugged.getFirst()
                .follow("host")
                .map(other -> HttpResponse.redirect("https://" + other.text("address") + head.target()));
    }

    private Optional<Row> vdi(HttpRequest head) {
        String name = head.query("vdi").orElse("");
        return world.database().find("VDI", name).or(() -> world.database().findByUuid("VDI", name));
    }

    private Row task(HttpRequest head) {
        return head.query("task_id")
                .flatMap(ref -> world.database().find("task", ref))
                .orElseGet(() -> tasks.create("Importing raw VDI", "", false));
    }

    private Opened open(Row task, HttpRequest head) {
        Row vdi = vdi(head)
                .orElseThrow(() -> new XapiFailure(
                        "HANDLE_INVALID", "VDI", head.query("vdi").orElse("")));
        boolean attached = vdi.followAll("VBDs").stream().anyMatch(vbd -> vbd.flag("currently_attached"));
        if (attached) {
            throw new XapiFailure("VDI_IN_USE", vdi.ref(), "import");
        }
        if (vdi.flag("read_only")) {
            throw new XapiFailure("VDI_READONLY", vdi.ref());
        }
        String format = head.query("format").orElse("raw");
        if (!List.of("raw", "vhd").contains(format) || head.query("chunked").isPresent()) {
            throw new XapiFailure("NOT_IMPLEMENTED", PATH + " as " + format);
        }
        return new Opened(task, vdi, vdi.number("virtual_size"));
    }

    private Optional<XapiFailure> receive(Opened to, HttpRequest head, InputStream body, long length) {
        Sink sink = new Sink(to, length);
        try {
            if (head.query("format").orElse("raw").equals("vhd")) {
                new VhdStream(body, length, sink::write).receive();
            } else {
                raw(body, sink);
            }
            return sink.received == length ? Optional.empty() : Optional.of(ioError());
        } catch (IOException e) {
            return Optional.of(ioError());
        } catch (XapiFailure failure) {
            return Optional.of(failure);
        }
    }

    private static void raw(InputStream body, Sink sink) throws IOException {
        byte[] piece = new byte[PIECE];
        long at = 0;
        for (int count; (count = body.readNBytes(piece, 0, PIECE)) > 0; at += count) {
            sink.write(at, piece, count, at + count);
        }
    }

    private static XapiFailure ioError() {
        return new XapiFailure("VDI_IO_ERROR", "Device I/O errors");
    }

    /** Where the bytes go. */
    private final class Sink {
        private final Opened to;
        private final long length;
        private long received;
        private int told;

        Sink(Opened to, long length) {
            this.to = to;
            this.length = length;
        }

        /** Writes to the disk, and says how much of the stream that was. */
        void write(long offset, byte[] bytes, int count, long soFar) throws IOException {
            if (dispatcher.cutsUpload(soFar)) {
                throw new CutConnection();
            }
            if (offset + count > to.size()) {
                throw new IOException("more bytes than the disk has");
            }
            received = soFar;
            Contents contents = volumes.contents();
            contents.write(to.vdi().ref(), offset, bytes, 0, count);
            int percent = (int) (soFar * 100 / Math.max(1, length));
            if (percent > told) {
                told = percent;
                world.locked(() -> progress(percent));
            }
        }

        private void progress(int percent) {
            if (!to.vdi().exists()) {
                throw new XapiFailure("VDI_IO_ERROR", "Device I/O errors");
            }
            if (to.task().exists()) {
                to.task().set("progress", Value.of(percent / 100.0));
            }
        }
    }

    private void end(Opened opened, Optional<XapiFailure> failure) {
        world.locked(() -> {
            Optional<XapiFailure> all = failure.or(() -> accounted(opened.vdi()));
            if (all.isPresent()) {
                tasks.fail(opened.task(), all.get());
            } else {
                tasks.succeed(opened.task(), Values.EMPTY);
            }
        });
    }

    /** The bytes take their room; a full file system shows as an error of the device. */
    private Optional<XapiFailure> accounted(Row vdi) {
        try {
            volumes.written(vdi, volumes.contents().size(vdi.ref()));
            return Optional.empty();
        } catch (XapiFailure _) {
            return Optional.of(ioError());
        }
    }
}
