package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Database;
import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emptying a host, and what keeps its VMs from leaving (recordings 10-003, 11b-010 to 11b-013). */
final class HostEvacuation implements Behaviour {
    static final String NO_ROOM = "HOST_NOT_ENOUGH_FREE_MEMORY";

    /** So many leave at a time when the caller does not say. */
    private static final int USUAL_BATCH = 10;

    private final HostGuests guests;
    private final HostFlags flags;

    HostEvacuation(HostGuests guests, HostFlags flags) {
        this.guests = guests;
        this.flags = flags;
    }

    @Override
    public void register(Messages messages) {
        messages.on("host.evacuate", this::evacuate);
        messages.on("host.assert_can_evacuate", call -> {
            Map<String, XapiFailure> obstacles = obstacles(call, call.row(0));
            if (!obstacles.isEmpty()) {
                throw HostRules.cannotEvacuate(obstacles);
            }
            return Values.EMPTY;
        });
        messages.on("host.get_vms_which_prevent_evacuation", call -> {
            var answer = new LinkedHashMap<String, Value>();
            obstacles(call, call.row(0)).forEach((vm, failure) -> answer.put(vm, Value.texts(failure.description())));
            return new Value.Dict(answer);
        });
        messages.on("host.get_uncooperative_resident_VMs", call -> {
            call.row(0);
            return Values.NO_ITEMS;
        });
    }

    /** Per VM that cannot leave, why: it must fit every host it might go to, and then there must be room for all. */
    private Map<String, XapiFailure> obstacles(Call call, Row host) {
        List<Row> targets = targets(call.database(), host);
        var found = new LinkedHashMap<String, XapiFailure>();
        var able = new ArrayList<Row>();
        for (Row vm : HostState.guestsOf(host)) {
            Optional<XapiFailure> obstacle = obstacle(vm, targets);
            obstacle.ifPresentOrElse(failure -> found.put(vm.ref(), failure), () -> able.add(vm));
        }
        EvacuationPlan plan = EvacuationPlan.of(able, targets);
        able.stream()
                .filter(vm -> !plan.targets().containsKey(vm))
                .forEach(vm -> found.put(vm.ref(), new XapiFailure(NO_ROOM, vm.ref())));
        return found;
    }

    private Optional<XapiFailure> obstacle(Row vm, List<Row> targets) {
        if (targets.isEmpty()) {
            return Optional.of(new XapiFailure("NO_HOSTS_AVAILABLE", vm.ref()));
        }
        return targets.stream()
                .flatMap(target -> guests.obstacle(vm, target).stream())
                .filter(failure -> !failure.code().equals(NO_ROOM))
                .findFirst();
    }

    /** Where its VMs may go: enabled hosts that are there, with versions not lower than its own. */
    static List<Row> targets(Database database, Row host) {
        return database.all("host").stream()
                .filter(other -> other != host && other.flag("enabled") && HostState.live(other))
                .filter(other -> !HostVersion.lower(other, host))
                .toList();
    }

    /** Moves all, some at a time, or, when one cannot go, none; the host stays as enabled as it was. */
    private Value evacuate(Call call) {
        Row host = call.row(0);
        obstacles(call, host).values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        requireNetwork(call, host);
        host.putEntry("current_operations", call.operationId(), "evacuate");
        try {
            int batch = call.number(2) > 0 ? (int) call.number(2) : USUAL_BATCH;
            new Departure(call, host, guests, flags).run(HostState.guestsOf(host), batch);
        } finally {
            host.removeEntry("current_operations", call.operationId());
        }
        return Values.EMPTY;
    }

    /** Over a network of the caller's choice every host that VMs may go to must have an address. */
    private static void requireNetwork(Call call, Row host) {
        if (call.text(1).isEmpty() || call.text(1).equals(Value.NULL_REF)) {
            return;
        }
        Row network = call.row(1);
        for (Row target : targets(call.database(), host)) {
            Row pif = network.followAll("PIFs").stream()
                    .filter(each -> each.text("host").equals(target.ref()))
                    .findFirst()
                    .orElseThrow(() -> new XapiFailure("PIF_NOT_PRESENT", target.ref(), network.ref()));
            if (!pif.flag("currently_attached")) {
                throw new XapiFailure("REQUIRED_PIF_IS_UNPLUGGED", pif.ref());
            }
            if (pif.text("IP").isEmpty()) {
                throw new XapiFailure("INTERFACE_HAS_NO_IP", pif.ref());
            }
        }
    }
}
