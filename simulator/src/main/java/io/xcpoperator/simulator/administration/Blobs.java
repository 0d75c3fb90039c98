package io.xcpoperator.simulator.administration;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Named binary objects that hang on others; their objects, not their bytes (recording 10-017). */
final class Blobs implements Behaviour {
    private static final List<String> OWNERS = List.of("VM", "SR", "host", "network", "pool");

    @Override
    public void register(Messages messages) {
        OWNERS.forEach(owner -> messages.on(owner + ".create_new_blob", Blobs::createOn));
        messages.on(
                "blob.create",
                call -> Value.of(create(call, call.text(0), call.flag(1)).ref()));
        messages.on("blob.destroy", Blobs::destroy);
    }

    private static Value createOn(Call call) {
        Row owner = call.row(0);
        Row blob = create(call, call.text(2).isEmpty() ? "application/octet-stream" : call.text(2), call.flag(3));
        owner.putEntry("blobs", call.text(1), blob.ref());
        return Value.of(blob.ref());
    }

    private static Row create(Call call, String mimeType, boolean open) {
        return call.database().create("blob", Map.of("mime_type", Value.of(mimeType), "public", Value.of(open)));
    }

    private static Value destroy(Call call) {
        Row blob = call.row(0);
        for (String owner : OWNERS) {
            for (Row row : List.copyOf(call.database().all(owner))) {
                var kept = new TreeMap<>(row.map("blobs"));
                if (kept.values().remove(blob.ref())) {
                    row.set("blobs", kept);
                }
            }
        }
        call.database().destroy(blob);
        return Values.EMPTY;
    }
}
