package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emptying a host, and what keeps its VMs from leaving (recordings 10-003, 11b-010 to 11b-013). */
final class HostEvacuation implements Behaviour {
    private final HostGuests guests;

    HostEvacuation(HostGuests guests) {
        this.guests = guests;
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

    /** Per VM that cannot leave, why. */
    private Map<String, XapiFailure> obstacles(Call call, Row host) {
        var found = new LinkedHashMap<String, XapiFailure>();
        for (Row vm : HostState.guestsOf(host)) {
            obstacle(vm, targets(call, host)).ifPresent(failure -> found.put(vm.ref(), failure));
        }
        return found;
    }

    private Optional<XapiFailure> obstacle(Row vm, List<Row> targets) {
        Optional<XapiFailure> last = Optional.of(new XapiFailure("NO_HOSTS_AVAILABLE", vm.ref()));
        for (Row target : targets) {
            last = guests.obstacle(vm, target);
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    private static List<Row> targets(Call call, Row host) {
        return call.database().all("host").stream()
                .filter(other -> other != host && other.flag("enabled") && HostState.live(other))
                .filter(other -> !HostVersion.lower(other, host))
                .toList();
    }

    /** Moves all or, when one cannot go, none; the host stays as enabled as it was. */
    private Value evacuate(Call call) {
        Row host = call.row(0);
        obstacles(call, host).values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        host.putEntry("current_operations", call.operationId(), "evacuate");
        try {
            for (Row vm : HostState.guestsOf(host)) {
                if (vm.exists() && vm.text("resident_on").equals(host.ref())) {
                    move(call, vm, targets(call, host));
                }
            }
        } finally {
            host.removeEntry("current_operations", call.operationId());
        }
        return Values.EMPTY;
    }

    private void move(Call call, Row vm, List<Row> targets) {
        Row target = targets.stream()
                .filter(candidate -> guests.obstacle(vm, candidate).isEmpty())
                .findFirst()
                .orElseThrow(() -> new XapiFailure("NO_HOSTS_AVAILABLE", vm.ref()));
        guests.migrate(call, vm, target);
    }
}
