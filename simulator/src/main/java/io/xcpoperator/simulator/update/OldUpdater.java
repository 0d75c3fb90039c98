package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.host.HostScript;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plug-in of before 8.2.1: what goes wrong is told in the body of a success, but for a lock held by another. */
final class OldUpdater implements HostScript {
    private final HostScript next;

    OldUpdater(HostScript next) {
        this.next = next;
    }

    @Override
    public String call(Call call, Row host, String function, Map<String, String> arguments) {
        try {
            String answer = next.call(call, host, function, arguments);
            return function.equals("check_update") ? "{\"result\": " + answer + "}" : answer;
        } catch (XapiFailure failure) {
            if (!failure.parameters().isEmpty()
                    && failure.parameters().getFirst().contains("plugin is busy")) {
                throw new XapiFailure("-1", "The plugin is busy.", "", "");
            }
            return body(failure);
        }
    }

    private static String body(XapiFailure failure) {
        if (!failure.code().equals("1")) {
            return Replies.of(Map.of("error", failure.parameters().getFirst()));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("exit", 1);
        body.put("stdout", "");
        body.put("stderr", failure.parameters().get(1));
        return Replies.of(body);
    }
}
