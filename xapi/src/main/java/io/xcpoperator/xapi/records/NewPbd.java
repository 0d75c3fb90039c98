package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Map;

/** A host's connection to an SR, to be created. The device configuration may hold a password and is not printed. */
public record NewPbd(HostRef host, SrRef sr, Map<String, String> deviceConfig, Map<String, String> otherConfig)
        implements CreateRecord {
    @Override
    public Map<String, Object> toWire() {
        return Map.of("host", host, "SR", sr, "device_config", deviceConfig, "other_config", otherConfig);
    }

    @Override
    public String toString() {
        return "NewPbd[host=" + host + ", sr=" + sr + "]";
    }
}
