package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.List;

/** Settings of a host that are more than a field (recording 10-006). */
final class HostSettings implements Behaviour {
    private static final long LONGEST_SSH = Duration.ofDays(2).toSeconds();

    @Override
    public void register(Messages messages) {
        messages.on("host.set_hostname_live", call -> {
            Row host = call.row(0);
            HostRules.checkHostname(call.text(1));
            host.set("hostname", call.text(1));
            return Values.EMPTY;
        });
        messages.on("host.set_iscsi_iqn", HostSettings::setIqn);
        messages.on("host.set_multipathing", HostSettings::setMultipathing);
        messages.on("host.set_power_on_mode", call -> {
            Row host = call.row(0);
            host.set("power_on_mode", call.text(1));
            host.set("power_on_config", call.map(2));
            return Values.EMPTY;
        });
        messages.on("host.apply_edition", call -> {
            call.row(0);
            return Values.EMPTY; // there is but one
        });
        messages.on("host.set_ssl_legacy", call -> {
            call.row(0);
            if (call.flag(1)) {
                throw new XapiFailure("VALUE_NOT_SUPPORTED", "value", "true", "Legacy SSL support has been removed");
            }
            return Values.EMPTY;
        });
        messages.on("host.set_sched_gran", call -> {
            call.row(0);
            throw new XapiFailure("OPERATION_NOT_ALLOWED", "Disabled by xapi.conf");
        });
        messages.on("host.set_uefi_certificates", call -> {
            call.row(0);
            throw new XapiFailure(
                    "OPERATION_NOT_ALLOWED", "To set UEFI certificates use: `Pool.set_custom_uefi_certificates`");
        });
        for (String field : List.of("https_only", "numa_affinity_policy", "ssh_auto_mode", "timezone")) {
            onHost(messages, field, (host, call) -> host.set(field, call.argument(1)));
        }
        onHost(messages, "ssh_enabled_timeout", HostSettings::sshTimeout);
        onHost(messages, "console_idle_timeout", HostSettings::consoleTimeout);
        for (boolean enabled : new boolean[] {true, false}) {
            messages.on(enabled ? "host.enable_ssh" : "host.disable_ssh", call -> {
                call.row(0).set("ssh_enabled", enabled);
                return Values.EMPTY;
            });
        }
        for (String name : List.of("enable_ssh", "disable_ssh")) {
            messages.on("pool." + name, call -> {
                call.row(0);
                call.database().all("host").forEach(host -> host.set("ssh_enabled", name.equals("enable_ssh")));
                return Values.EMPTY;
            });
        }
        for (String field : List.of("https_only", "ssh_auto_mode")) {
            onAllHosts(messages, field, (host, call) -> host.set(field, call.argument(1)));
        }
        onAllHosts(messages, "ssh_enabled_timeout", HostSettings::sshTimeout);
        onAllHosts(messages, "console_idle_timeout", HostSettings::consoleTimeout);
    }

    private interface Setting {
        void apply(Row host, Call call);
    }

    private static void onHost(Messages messages, String field, Setting setting) {
        messages.on("host.set_" + field, call -> {
            setting.apply(call.row(0), call);
            return Values.EMPTY;
        });
    }

    private static void onAllHosts(Messages messages, String field, Setting setting) {
        messages.on("pool.set_" + field, call -> {
            call.row(0);
            call.database().all("host").forEach(host -> setting.apply(host, call));
            return Values.EMPTY;
        });
    }

    private static void sshTimeout(Row host, Call call) {
        HostRules.checkRange("ssh_enabled_timeout", call.number(1), LONGEST_SSH);
        host.set("ssh_enabled_timeout", call.number(1));
    }

    private static void consoleTimeout(Row host, Call call) {
        HostRules.checkRange("console_timeout", call.number(1), Long.MAX_VALUE);
        host.set("console_idle_timeout", call.number(1));
    }

    private static Value setIqn(Call call) {
        Row host = call.row(0);
        host.set("iscsi_iqn", call.text(1));
        host.putEntry("other_config", "iscsi_iqn", call.text(1));
        return Values.EMPTY;
    }

    private static Value setMultipathing(Call call) {
        Row host = call.row(0);
        host.set("multipathing", call.flag(1));
        host.putEntry("other_config", "multipathing", Boolean.toString(call.flag(1)));
        return Values.EMPTY;
    }
}
