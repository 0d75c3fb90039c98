package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import java.util.Map;

/** Messages of class SR that take long: each starts a task and returns at once. */
public interface SrTasks {
    @Call("SR.create")
    TaskRef create(
            HostRef host,
            Map<String, String> deviceConfig,
            long physicalSize,
            String nameLabel,
            String nameDescription,
            String type,
            String contentType,
            boolean shared,
            Map<String, String> smConfig);

    @Call("SR.introduce")
    TaskRef introduce(
            String uuid,
            String nameLabel,
            String nameDescription,
            String type,
            String contentType,
            boolean shared,
            Map<String, String> smConfig);

    @Call("SR.probe")
    TaskRef probe(HostRef host, Map<String, String> deviceConfig, String type, Map<String, String> smConfig);

    @Call("SR.scan")
    TaskRef scan(SrRef sr);

    @Call("SR.update")
    TaskRef update(SrRef sr);

    @Call("SR.destroy")
    TaskRef destroy(SrRef sr);

    @Call("SR.forget")
    TaskRef forget(SrRef sr);
}
