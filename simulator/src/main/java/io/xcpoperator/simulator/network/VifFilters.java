package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.function.BiConsumer;

/** What a VIF lets through, and the address its guest is told to take (recording 05-013). */
final class VifFilters implements Behaviour {

    @Override
    public void register(Messages messages) {
        messages.on("VIF.set_locking_mode", call -> {
            call.row(0).set("locking_mode", call.text(1));
            return Values.EMPTY;
        });
        lists(messages, "ipv4_allowed", IpAddress::checkV4);
        lists(messages, "ipv6_allowed", IpAddress::checkV6);
        messages.on("VIF.configure_ipv4", call -> configure(call, IpAddress::checkCidrV4, IpAddress::checkV4));
        messages.on("VIF.configure_ipv6", call -> configure(call, IpAddress::checkCidrV6, IpAddress::checkV6));
    }

    private static void lists(Messages messages, String field, BiConsumer<String, String> check) {
        messages.on("VIF.set_" + field, call -> {
            Row vif = call.row(0);
            call.texts(1).forEach(address -> check.accept(field, address));
            vif.set(field, call.texts(1));
            return Values.EMPTY;
        });
        messages.on("VIF.add_" + field, call -> {
            Row vif = call.row(0);
            check.accept(field, call.text(1));
            var addresses = new ArrayList<>(vif.texts(field));
            if (!addresses.contains(call.text(1))) {
                addresses.add(call.text(1));
                vif.set(field, addresses);
            }
            return Values.EMPTY;
        });
        messages.on("VIF.remove_" + field, call -> {
            Row vif = call.row(0);
            var addresses = new ArrayList<>(vif.texts(field));
            if (addresses.remove(call.text(1))) {
                vif.set(field, addresses);
            }
            return Values.EMPTY;
        });
    }

    /** Only a guest agent of Windows can; no simulated guest says it does. */
    private static Value configure(
            Call call, BiConsumer<String, String> checkAddress, BiConsumer<String, String> checkGateway) {
        Row vif = call.row(0);
        if (call.text(1).equals("Static")) {
            checkAddress.accept("address", call.text(2));
            if (!call.text(3).isEmpty()) {
                checkGateway.accept("gateway", call.text(3));
            }
        }
        throw new XapiFailure("VM_LACKS_FEATURE", vif.text("VM"));
    }
}
