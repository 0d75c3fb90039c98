package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.Secret;
import java.util.Map;

/** A secret to be created. Its value does not print. */
public record NewSecret(Secret value, Map<String, String> otherConfig) implements CreateRecord {
    @Override
    public Map<String, Object> toWire() {
        return Map.of("value", value.reveal(), "other_config", otherConfig);
    }
}
