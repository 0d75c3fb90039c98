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
    /** After so long without a heartbeat a host counts as dead: {@code host_metrics.live} turns false. */
    public static final Duration HEARTBEAT_PATIENCE = Duration.ofMinutes(10);

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

    /** Whether it really is there, whatever the pool takes it for. */
    public static boolean answers(World world, Row host) {
        return live(host) && !world.silent(host.ref());
    }

    /**
     * A call that a host must answer which counts as dead fails at once. One that died without notice lets it hang until it
     * is back or counts as dead, and then fails all the same: the connection it went over is gone (recording 11b-016).
     */
    public static void requireAnswer(World world, Row host) {
        if (live(host) && !answers(world, host)) {
            world.await(HEARTBEAT_PATIENCE, () -> !host.exists() || !live(host) || answers(world, host));
            throw new XapiFailure(live(host) ? "CANNOT_CONTACT_HOST" : "HOST_OFFLINE", host.ref());
        }
        if (!live(host)) {
            throw new XapiFailure("HOST_OFFLINE", host.ref());
        }
    }

    /** What a VM that runs is to do, its host does. */
    public static void requireAnswerFor(World world, Row vm) {
        vm.follow("resident_on").ifPresent(host -> requireAnswer(world, host));
    }

    /** VMs on a host that are not its control domain. */
    static List<Row> guestsOf(Row host) {
        return host.followAll("resident_VMs").stream()
                .filter(vm -> !vm.flag("is_control_domain"))
                .toList();
    }
}
