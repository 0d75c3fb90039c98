package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;

/** The addresses of a host's interfaces (recording 05-007). */
final class PifAddresses implements Behaviour {

    @Override
    public void register(Messages messages) {
        messages.on("PIF.reconfigure_ip", PifAddresses::reconfigure);
        messages.on("PIF.reconfigure_ipv6", PifAddresses::reconfigureV6);
        messages.on("PIF.set_primary_address_type", call -> {
            call.row(0).set("primary_address_type", call.text(1));
            return Values.EMPTY;
        });
    }

    private static Value reconfigure(Call call) {
        Row pif = call.row(0);
        String mode = call.text(1);
        switch (mode) {
            case "Static" -> {
                IpAddress.checkV4("IP", call.text(2));
                IpAddress.checkV4("netmask", call.text(3));
                checkOptional("gateway", call.text(4));
                for (String server : call.text(5).split(",", -1)) {
                    checkOptional("DNS", server);
                }
                pif.set("IP", call.text(2));
                pif.set("netmask", call.text(3));
                pif.set("gateway", call.text(4));
                pif.set("DNS", call.text(5));
            }
            case "None" -> {
                refuseOnManagement(pif);
                Interfaces.clearAddress(pif);
            }
            default -> Interfaces.clearAddress(pif); // DHCP: nobody hands out leases here
        }
        pif.set("ip_configuration_mode", mode);
        return Values.EMPTY;
    }

    private static void checkOptional(String field, String text) {
        if (!text.isEmpty()) {
            IpAddress.checkV4(field, text);
        }
    }

    private static void refuseOnManagement(Row pif) {
        if (pif.flag("management")) {
            throw new XapiFailure("PIF_IS_MANAGEMENT_INTERFACE", pif.ref());
        }
    }

    private static Value reconfigureV6(Call call) {
        Row pif = call.row(0);
        String mode = call.text(1);
        if (mode.equals("Static")) {
            IpAddress.checkCidrV6("IPv6", call.text(2));
            if (!call.text(3).isEmpty()) {
                IpAddress.checkV6("gateway", call.text(3));
            }
            pif.set("IPv6", List.of(call.text(2)));
            pif.set("ipv6_gateway", call.text(3));
        } else {
            pif.set("IPv6", List.of());
            pif.set("ipv6_gateway", "");
        }
        pif.set("ipv6_configuration_mode", mode);
        return Values.EMPTY;
    }
}
