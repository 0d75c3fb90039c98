package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Users from elsewhere: there are none, since external authentication is off (recording 10-016). */
final class Users implements Behaviour {

    @Override
    public void register(Messages messages) {
        messages.on("subject.create", _ -> {
            throw new XapiFailure("AUTH_IS_DISABLED");
        });
        messages.on("host.enable_external_auth", Users::enable);
        messages.on("pool.enable_external_auth", Users::enable);
        messages.on("host.disable_external_auth", call -> {
            call.row(0);
            return Values.EMPTY; // off already
        });
        messages.on("pool.disable_external_auth", call -> {
            call.row(0);
            return Values.EMPTY;
        });
    }

    private static Value enable(Call call) {
        call.row(0);
        String type = call.text(3);
        if (!type.equals("AD")) {
            throw new XapiFailure("AUTH_UNKNOWN_TYPE", type);
        }
        for (String needed : new String[] {"user", "pass"}) {
            if (!call.map(1).containsKey(needed)) {
                throw new XapiFailure("AUTH_ENABLE_FAILED", "enable requires " + needed);
            }
        }
        throw new XapiFailure("NOT_IMPLEMENTED", call.message().fullName());
    }
}
