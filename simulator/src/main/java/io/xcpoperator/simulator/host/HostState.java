package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.ChangeListener;
import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.World;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.XapiFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Keeps what follows from a host's state. Under the world's lock. */
public final class HostState implements ChangeListener {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Set<String> DISTURBED = Set.of("vm_migrate", "evacuate", "reboot", "shutdown");

    private final Database database;

    HostState(Database database) {
        this.database = database;
    }

    /** From now on the operations of hosts follow every change. */
    void start() {
        List.copyOf(database.all("host")).forEach(HostState::refresh);
        database.listen(this);
    }

    @Override
    public void created(Row row) {
        if (row.className().equals("host")) {
            refresh(row);
        }
    }

    @Override
    public void changed(Row row, String field, Value before) {
        if (row.className().equals("host") && (field.equals("enabled") || field.equals("current_operations"))) {
            refresh(row);
        }
    }

    private static void refresh(Row host) {
        boolean busy = host.map("current_operations").values().stream().anyMatch(DISTURBED::contains);
        host.set("allowed_operations", HostRules.allowed(host.flag("enabled"), busy));
    }

    public static boolean live(Row host) {
        return host.follow("metrics").filter(metrics -> metrics.flag("live")).isPresent();
    }

    /**
     * A call that a dead host must answer hangs until it is back, or for ten minutes, and then fails: the connection it
     * went over is gone (recording 11b-016).
     */
    public static void requireAnswer(World world, Row host) {
        if (!live(host)) {
            boolean back = world.await(PATIENCE, () -> live(host));
            throw new XapiFailure(back ? "CANNOT_CONTACT_HOST" : "HOST_OFFLINE", host.ref());
        }
    }

    /** VMs on a host that are not its control domain. */
    static List<Row> guestsOf(Row host) {
        return host.followAll("resident_VMs").stream()
                .filter(vm -> !vm.flag("is_control_domain"))
                .toList();
    }
}
