package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import java.util.List;
import java.util.Set;

/** Keeps what follows from a host's state. Under the world's lock. */
public final class HostState {
    private static final Set<String> DISTURBED = Set.of("vm_migrate", "evacuate", "reboot", "shutdown");

    private final Database database;

    public HostState(Database database) {
        this.database = database;
    }

    /** Brings every host up to date; for a pool just built. */
    public void refreshAll() {
        List.copyOf(database.all("host")).forEach(this::refresh);
    }

    /** Brings a host's allowed operations up to date. */
    public void refresh(Row host) {
        boolean busy = host.map("current_operations").values().stream().anyMatch(DISTURBED::contains);
        host.set("allowed_operations", HostRules.allowed(host.flag("enabled"), busy));
    }

    public static boolean live(Row host) {
        return host.follow("metrics").filter(metrics -> metrics.flag("live")).isPresent();
    }

    /** VMs on a host that are not its control domain. */
    static List<Row> guestsOf(Row host) {
        return host.followAll("resident_VMs").stream()
                .filter(vm -> !vm.flag("is_control_domain"))
                .toList();
    }
}
