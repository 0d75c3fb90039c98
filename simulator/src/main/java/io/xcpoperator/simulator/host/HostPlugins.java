package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Map;

/** Calls of plug-ins and extensions (recording 10-007). */
final class HostPlugins implements Behaviour {
    /** By name; may grow while calls come in. */
    private final Map<String, HostScript> plugins;

    HostPlugins(Map<String, HostScript> plugins) {
        this.plugins = plugins;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.call_plugin", this::callPlugin);
        messages.on("host.call_extension", HostPlugins::callExtension);
        messages.on("host.has_extension", HostPlugins::hasNone);
        messages.on("pool.has_extension", HostPlugins::hasNone);
    }

    private Value callPlugin(Call call) {
        Row host = call.row(0);
        HostScript plugin = plugins.get(call.text(1));
        if (plugin == null) {
            throw new XapiFailure("XENAPI_MISSING_PLUGIN", call.text(1));
        }
        HostState.requireAnswer(call.world(), host);
        return Value.of(plugin.call(call, host, call.text(2), call.map(3)));
    }

    /** There are none; a request that is no JSON is refused as the daemon's reader does. */
    private static Value callExtension(Call call) {
        call.row(0);
        String request = call.text(1);
        if (!request.stripLeading().startsWith("{")) {
            throw XapiFailure.internal("Yojson__Common.Json_error(\"Line 1, bytes 0-" + request.length()
                    + ":\\nInvalid token '" + request + "'\")");
        }
        throw new XapiFailure("NOT_IMPLEMENTED", "host.call_extension");
    }

    private static Value hasNone(Call call) {
        call.row(0);
        return Values.FALSE;
    }
}
