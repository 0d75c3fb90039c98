package io.xcpoperator.simulator.host;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Call;
import java.util.Map;

/** A plug-in that knows which host it runs on. Under the world's lock. */
@FunctionalInterface
public interface HostScript {

    /** Answers with what the script prints; fails with {@code XapiFailure}. */
    String call(Call call, Row host, String function, Map<String, String> arguments);
}
