package io.xcpoperator.simulator.behaviour;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.dispatch.Behaviour;
import io.xcpoperator.simulator.dispatch.Call;
import io.xcpoperator.simulator.dispatch.Messages;
import io.xcpoperator.simulator.dispatch.Tasks;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;

/** Tasks as clients see and make them (recording 07). */
final class TaskMessages implements Behaviour {
    private final Tasks tasks;

    TaskMessages(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void register(Messages messages) {
        messages.on(
                "task.create",
                call -> Value.of(tasks.create(call.text(0), call.text(1), false).ref()));
        messages.on("task.destroy", this::destroy);
        messages.on("task.cancel", TaskMessages::cancel);
        for (String field : new String[] {"status", "progress", "result", "error_info", "other_config"}) {
            messages.on("task.set_" + field, call -> set(call, field));
        }
        messages.on("task.add_to_other_config", TaskMessages::addToOtherConfig);
        messages.on("task.remove_from_other_config", call -> {
            call.row(0).removeEntry("other_config", call.text(1));
            return Values.EMPTY;
        });
    }

    private Value destroy(Call call) {
        tasks.destroy(call.row(0));
        return Values.EMPTY;
    }

    /** Only a request: the work notices at its next check, or never; a client's own task stays as it is. */
    private static Value cancel(Call call) {
        Row task = call.row(0);
        if (task.texts("allowed_operations").contains("cancel")) {
            task.set("status", "cancelling");
        }
        task.putEntry("current_operations", call.operationId(), "cancel");
        return Values.EMPTY;
    }

    private static Value set(Call call, String field) {
        call.row(0).set(field, call.argument(1));
        return Values.EMPTY;
    }

    private static Value addToOtherConfig(Call call) {
        Row task = call.row(0);
        if (task.hasEntry("other_config", call.text(1))) {
            throw new XapiFailure("MAP_DUPLICATE_KEY", "task", "other_config", task.ref(), call.text(1));
        }
        task.putEntry("other_config", call.text(1), call.text(2));
        return Values.EMPTY;
    }
}
