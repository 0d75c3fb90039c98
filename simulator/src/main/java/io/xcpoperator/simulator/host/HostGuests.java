package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.List;
import java.util.Optional;

/** What hosts need of the VM side. */
public interface HostGuests {

    /** Why a running VM cannot go to a host now, live. */
    Optional<XapiFailure> obstacle(Row vm, Row target);

    /** Moves a running VM; takes the time it takes. */
    void migrate(Call call, Row vm, Row target);

    /** Its host goes down: it moves to one of these hosts if it can, else it is shut down. */
    void leave(Row vm, List<Row> targets);

    /** Starts it; nobody hears when that fails. */
    void start(Row vm);

    /** Takes a VM for halted, since its host is gone. */
    void reset(Row vm);
}
