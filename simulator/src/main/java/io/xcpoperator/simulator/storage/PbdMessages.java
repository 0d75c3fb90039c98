package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connections of hosts with SRs (recording 04-006). */
final class PbdMessages implements Behaviour {
    private final Plugging plugging;

    PbdMessages(Plugging plugging) {
        this.plugging = plugging;
    }

    @Override
    public void register(Messages messages) {
        messages.on("PBD.create", this::create);
        messages.on("PBD.destroy", this::destroy);
        messages.on("PBD.plug", this::plug);
        messages.on("PBD.unplug", this::unplug);
        messages.on("PBD.set_device_config", call -> {
            call.row(0);
            throw new XapiFailure("PERMISSION_DENIED", "");
        });
    }

    private Value create(Call call) {
        Map<String, Value> fields = call.members(0);
        Row sr = call.get("SR", text(fields, "SR"));
        Row host = call.get("host", text(fields, "host"));
        for (Row pbd : sr.followAll("PBDs")) {
            if (pbd.text("host").equals(host.ref())) {
                throw new XapiFailure("PBD_EXISTS", sr.ref(), host.ref(), pbd.ref());
            }
        }
        if (!sr.flag("shared") && !sr.texts("PBDs").isEmpty()) {
            throw new XapiFailure("SR_NOT_SHARABLE", sr.ref(), host.ref());
        }
        Row pbd = plugging.create(call.database(), sr, host, texts(fields, "device_config"));
        pbd.set("other_config", texts(fields, "other_config"));
        return Value.of(pbd.ref());
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Str(String text) ? text : "";
    }

    private static Map<String, String> texts(Map<String, Value> fields, String name) {
        var texts = new LinkedHashMap<String, String>();
        if (fields.get(name) instanceof Value.Dict(var members)) {
            members.forEach((key, value) -> {
                if (value instanceof Value.Str(String text)) {
                    texts.put(key, text);
                }
            });
        }
        return texts;
    }

    private Value destroy(Call call) {
        Row pbd = call.row(0);
        if (pbd.flag("currently_attached")) {
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "PBD is currently attached");
        }
        call.database().destroy(pbd);
        return Values.EMPTY;
    }

    private Value plug(Call call) {
        Row pbd = call.row(0);
        plugging.answering(call.world(), pbd.text("host"));
        call.work(call.world().delays().storage());
        plugging.plug(pbd);
        return Values.EMPTY;
    }

    private Value unplug(Call call) {
        Row pbd = call.row(0);
        plugging.answering(call.world(), pbd.text("host"));
        call.work(call.world().delays().storage());
        plugging.unplug(pbd);
        return Values.EMPTY;
    }
}
