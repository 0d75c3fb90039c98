package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.simulator.conformance.Recording.RecordedCall;

/**
 * The recorder cleaned up after single calls without recording it: where a VBD or VIF could be made although one of ours
 * has its device, that one was gone by then.
 */
final class CleanUps {
    private final Stage stage;
    private final Ids ids;

    CleanUps(Stage stage, Ids ids) {
        this.stage = stage;
        this.ids = ids;
    }

    void before(RecordedCall call) {
        boolean refused = call.answer().outcome().startsWith("DEVICE_ALREADY_EXISTS");
        if (call.message().equals("VBD.create") && !refused) {
            free(call, "VBD", "userdevice");
        } else if (call.message().equals("VIF.create") && !refused) {
            free(call, "VIF", "device");
        }
    }

    private void free(RecordedCall call, String className, String field) {
        JsonNode record = ids.ours(call.parameters().get(1));
        String device = record.path(field).asText();
        JsonNode vm = stage.record("VM", record.path("VM").asText());
        for (JsonNode each : vm.path(className + "s")) {
            JsonNode taken = stage.record(className, each.asText());
            if (!device.isEmpty() && taken.path(field).asText().equals(device)) {
                if (taken.path("currently_attached").asBoolean()) {
                    stage.must(className + ".unplug", each.asText());
                }
                stage.must(className + ".destroy", each.asText());
            }
        }
    }
}
