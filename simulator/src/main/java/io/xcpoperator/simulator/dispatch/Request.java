package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.value.Value;
import java.util.List;

/**
 * A call as it came over the wire.
 *
 * @param host reference of the host that was asked
 * @param method name as given, prefix and all
 * @param parameters as given, session first
 */
public record Request(String host, String method, List<Value> parameters) {}
