package io.xcpoperator.simulator.wire;

import io.xcpoperator.simulator.dispatch.Sessions;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.XapiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The daemon's other HTTP paths: who may enter is checked as recorded (08-052 ff.). Of the streams behind them there is
 * {@link DiskImport} and {@link Console}.
 */
final class HandlerTable {
    /** Path to realm, of what GET knows. */
    private static final Map<String, String> REALMS = new TreeMap<>(Map.ofEntries(
            Map.entry("/export", "get_export"),
            Map.entry("/export_metadata", "get_export_metadata"),
            Map.entry("/export_raw_vdi", "get_export_raw_vdi"),
            Map.entry("/console", "connect_console_ws"),
            Map.entry("/host_backup", "get_host_backup"),
            Map.entry("/host_logs_download", "get_host_logs_download"),
            Map.entry("/vncsnapshot", "get_vncsnapshot"),
            Map.entry("/pool/xmldbdump", "get_pool_xml_db_sync"),
            Map.entry("/sync_config_files", "get_config_sync"),
            Map.entry("/system-status", "get_system_status"),
            Map.entry("/vm_rrd", "vm_rrd"),
            Map.entry("/host_rrd", "host_rrd"),
            Map.entry("/sr_rrd", "sr_rrd"),
            Map.entry("/rrd_updates", "rrd_updates"),
            Map.entry("/wlb_report", "get_wlb_report"),
            Map.entry("/wlb_diagnostics", "get_wlb_diagnostics"),
            Map.entry("/audit_log", "get_audit_log"),
            Map.entry("/updates", "get_updates"),
            Map.entry("/host_updates", "get_host_updates"),
            Map.entry("/repository/enabled", "get_enabled_repository")));

    private final World world;
    private final Sessions sessions;
    private final DiskImport imports;
    private final Console consoles;

    HandlerTable(World world, Sessions sessions, DiskImport imports, Console consoles) {
        this.imports = imports;
        this.consoles = consoles;
        this.world = world;
        this.sessions = sessions;
    }

    HttpResponse answer(HttpRequest request) {
        String path = request.path();
        if (path.equals("/blob") && request.method().equals("GET")) {
            return HttpResponse.text(404, "Unknown reference\n");
        }
        Optional<String> realm = REALMS.entrySet().stream()
                .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst();
        if (realm.isEmpty() || !request.method().equals("GET")) {
            return HttpResponse.forbidden();
        }
        if (!authorised(request)) {
            return HttpResponse.unauthorised(realm.get());
        }
        return world.locked(() -> behind(request));
    }

    boolean streams(HttpRequest head) {
        return head.method().equals("PUT")
                && (head.path().equals(DiskImport.PATH) || head.path().equals(DiskImport.PATH + "/"));
    }

    /** @param host that was asked, by reference */
    void stream(String host, HttpRequest head, InputStream body, long length, OutputStream out) throws IOException {
        if (authorised(head)) {
            imports.serve(host, head, body, length, out);
            return;
        }
        HttpResponse refusal = HttpResponse.unauthorised("put_import_raw_vdi");
        out.write(refusal.head(false));
        out.write(refusal.body());
    }

    boolean tunnels(HttpRequest head) {
        return head.method().equals("CONNECT") && head.path().equals(Console.PATH);
    }

    /** @param host that was asked, by reference */
    void tunnel(String host, HttpRequest head, InputStream in, OutputStream out, Runnable cut) throws IOException {
        if (authorised(head)) {
            consoles.serve(host, head, in, out, cut);
            return;
        }
        HttpResponse refusal = HttpResponse.unauthorised("connect_console");
        out.write(refusal.head(false));
        out.write(refusal.body());
    }

    private HttpResponse behind(HttpRequest request) {
        Optional<String> uuid = request.query("uuid");
        if (request.path().startsWith("/export")
                && uuid.isPresent()
                && world.database().findByUuid("VM", uuid.get()).isEmpty()) {
            return HttpResponse.internalError("UUID_INVALID: [ VM; " + uuid.get() + " ]");
        }
        return HttpResponse.internalError("NOT_IMPLEMENTED: [ " + request.path() + " ]");
    }

    private boolean authorised(HttpRequest request) {
        Optional<String> session = request.query("session_id").or(() -> cookie(request));
        if (session.isPresent()) {
            return world.locked(() -> {
                try {
                    return sessions.require(session.get()).exists();
                } catch (XapiFailure failure) {
                    return false;
                }
            });
        }
        return request.basicAuthorisation()
                && basic(request.header("authorization").orElse(""));
    }

    private static Optional<String> cookie(HttpRequest request) {
        return request.header("cookie")
                .filter(text -> text.startsWith("session_id="))
                .map(text -> text.substring("session_id=".length()));
    }

    private boolean basic(String header) {
        try {
            String plain =
                    new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return colon >= 0 && sessions.accepts(plain.substring(0, colon), plain.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
