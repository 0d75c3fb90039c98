package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.host.HostState;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Storage repositories: making, introducing, scanning, taking away (recordings 04-001 to 04-007). */
final class SrMessages implements Behaviour {
    private static final long USUAL_SIZE = 2_000_000_000_000L;

    private final StorageState state;
    private final Volumes volumes;
    private final Plugging plugging;
    private final StorageServers servers;

    SrMessages(StorageState state, Volumes volumes, Plugging plugging, StorageServers servers) {
        this.servers = servers;
        this.state = state;
        this.volumes = volumes;
        this.plugging = plugging;
    }

    @Override
    public void register(Messages messages) {
        messages.on("SR.create", this::create);
        messages.on("SR.introduce", this::introduce);
        messages.on("SR.destroy", call -> takeAway(call, SrOperation.DESTROY));
        messages.on("SR.forget", call -> takeAway(call, SrOperation.FORGET));
        messages.on("SR.scan", call -> look(call, SrOperation.SCAN));
        messages.on("SR.update", call -> look(call, SrOperation.UPDATE));
        messages.on("SR.get_supported_types", SrMessages::supportedTypes);
        messages.on("SR.set_name_label", call -> set(call, "name_label"));
        messages.on("SR.set_name_description", call -> set(call, "name_description"));
        messages.on("SR.set_shared", SrMessages::setShared);
        messages.on("SR.set_physical_size", call -> {
            call.row(0);
            throw new XapiFailure("PERMISSION_DENIED", "");
        });
        messages.on("SR.assert_can_host_ha_statefile", this::assertStatefile);
        messages.on("SR.assert_supports_database_replication", this::assertStatefile);
        messages.on("SR.get_data_sources", call -> {
            call.row(0);
            return Values.NO_ITEMS;
        });
        messages.on("SR.get_live_hosts", SrMessages::liveHosts);
    }

    private Value create(Call call) {
        call.world().requireNoUpgrade();
        String type = call.text(5).toLowerCase(Locale.ROOT);
        boolean shared = call.flag(7);
        Row host = shared ? call.world().coordinator() : plugging.answering(call.world(), call.text(0));
        if (state.driver(type).isEmpty()) {
            throw new XapiFailure("SR_UNKNOWN_DRIVER", type);
        }
        plugging.checkConfig(call.map(1));
        servers.requireReach(host, type, call.map(1));
        call.work(call.world().delays().storage());
        Row sr = add(call, call.database().ids().uuid(), type, call.text(3), call.text(4), call.text(6), shared);
        sr.set("physical_size", call.number(2) > 0 ? call.number(2) : USUAL_SIZE);
        sr.set("sm_config", call.map(8));
        sr.set("other_config", Map.of("dirty", ""));
        List<Row> hosts = shared ? List.copyOf(call.database().all("host")) : List.of(host);
        for (Row each : hosts) {
            Row pbd = plugging.create(call.database(), sr, each, call.map(1));
            if (HostState.answers(call.world(), each) && reaches(each, type, call.map(1))) {
                plugging.plug(pbd);
            }
        }
        servers.written(type, call.map(1));
        return Value.of(sr.ref());
    }

    /** A host on which plugging fails stays unplugged, and nobody is told. */
    private boolean reaches(Row host, String type, Map<String, String> config) {
        try {
            servers.requireReach(host, type, config);
            return true;
        } catch (XapiFailure e) {
            return false;
        }
    }

    private static Row add(
            Call call, String uuid, String type, String name, String description, String content, boolean shared) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("uuid", Value.of(uuid));
        fields.put("name_label", Value.of(name));
        fields.put("name_description", Value.of(description));
        fields.put("type", Value.of(type));
        fields.put("content_type", Value.of(content));
        fields.put("shared", Value.of(shared));
        return call.database().create("SR", fields);
    }

    private Value introduce(Call call) {
        String given = call.text(0);
        if (call.database().findByUuid("SR", given).isPresent()) {
            throw new XapiFailure("SR_UUID_EXISTS", given);
        }
        String uuid = given.isEmpty() ? call.database().ids().uuid() : given;
        String type = call.text(3).toLowerCase(Locale.ROOT);
        Row sr = add(call, uuid, type, call.text(1), call.text(2), call.text(4), call.flag(5));
        sr.set("physical_size", -1);
        sr.set("physical_utilisation", -1);
        sr.set("sm_config", call.map(6));
        return Value.of(sr.ref());
    }

    private Value takeAway(Call call, SrOperation operation) {
        Row sr = call.row(0);
        state.require(operation, sr);
        call.work(call.world().delays().storage());
        keep(operation, sr);
        sr.followAll("VDIs").forEach(volumes::remove);
        sr.followAll("PBDs").forEach(call.database()::destroy);
        call.database().destroy(sr);
        return Values.EMPTY;
    }

    /** What is forgotten is still there. */
    private void keep(SrOperation operation, Row sr) {
        if (operation == SrOperation.DESTROY) {
            servers.remove(sr.uuid());
        } else {
            sr.followAll("PBDs").stream()
                    .findFirst()
                    .ifPresent(pbd -> servers.plant(sr.uuid(), sr.text("type"), pbd.map("device_config")));
        }
    }

    private Value look(Call call, SrOperation operation) {
        Row sr = call.row(0);
        state.require(operation, sr);
        state.requirePlugged(sr);
        call.work(call.world().delays().storage());
        return Values.EMPTY;
    }

    private static Value supportedTypes(Call call) {
        return Value.texts(call.database().all("SM").stream()
                .map(driver -> driver.text("type"))
                .distinct()
                .toList());
    }

    private static Value set(Call call, String field) {
        call.row(0).set(field, call.text(1));
        return Values.EMPTY;
    }

    private static Value setShared(Call call) {
        Row sr = call.row(0);
        if (!call.flag(1) && sr.texts("PBDs").size() > 1) {
            throw new XapiFailure("SR_HAS_MULTIPLE_PBDS", sr.ref());
        }
        sr.set("shared", call.flag(1));
        return Values.EMPTY;
    }

    /** Every host must have the SR plugged, and the driver must know the fixed places a statefile needs. */
    private Value assertStatefile(Call call) {
        Row sr = call.row(0);
        long plugged = sr.followAll("PBDs").stream()
                .filter(pbd -> pbd.flag("currently_attached"))
                .map(pbd -> pbd.text("host"))
                .distinct()
                .count();
        if (plugged < call.database().count("host")) {
            throw new XapiFailure("SR_HAS_NO_PBDS", sr.ref());
        }
        boolean able = state.driver(sr.text("type"))
                .filter(driver -> driver.texts("capabilities").contains("VDI_GENERATE_CONFIG"))
                .isPresent();
        if (!able) {
            throw new XapiFailure("SR_OPERATION_NOT_SUPPORTED", sr.ref());
        }
        return Values.EMPTY;
    }

    private static Value liveHosts(Call call) {
        return Value.texts(call.row(0).followAll("PBDs").stream()
                .filter(pbd -> pbd.flag("currently_attached"))
                .flatMap(pbd -> pbd.follow("host").stream())
                .filter(host -> host.flag("enabled")
                        && host.follow("metrics")
                                .filter(metrics -> metrics.flag("live"))
                                .isPresent())
                .map(Row::ref)
                .toList());
    }
}
