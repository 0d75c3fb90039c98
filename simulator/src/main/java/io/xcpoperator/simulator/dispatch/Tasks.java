package io.xcpoperator.simulator.dispatch;

import io.xcpoperator.simulator.db.Row;
import io.xcpoperator.simulator.value.Value;
import io.xcpoperator.simulator.value.Values;
import io.xcpoperator.simulator.value.XapiFailure;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The life of tasks: made pending, ended as success, failure or cancelled. Under the world's lock. */
public final class Tasks {
    private final World world;
    private final ResultText resultText;
    private final Set<String> destroyWhenDone = new HashSet<>();

    public Tasks(World world, ResultText resultText) {
        this.world = world;
        this.resultText = resultText;
    }

    /** How a result is written into a task's {@code result}: an XML-RPC fragment. */
    @FunctionalInterface
    public interface ResultText {
        String of(Value value);
    }

    /**
     * A pending task on the coordinator.
     *
     * @param cancellable whether the server does the work, so that {@code task.cancel} may stop it
     */
    public Row create(String label, String description, boolean cancellable) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name_label", Value.of(label));
        fields.put("name_description", Value.of(description));
        fields.put("status", Value.of("pending"));
        fields.put("created", Value.of(world.now()));
        fields.put("resident_on", Value.of(world.coordinator().ref()));
        fields.put("type", Value.of("<none/>"));
        fields.put("backtrace", Value.of("()"));
        fields.put("allowed_operations", cancellable ? Value.texts("cancel") : Values.NO_ITEMS);
        return world.database().create("task", fields);
    }

    /** The work is done. */
    public void succeed(Row task, Value result) {
        if (task.exists()) {
            task.set("result", resultText.of(result));
            finish(task, "success");
        }
    }

    /** The work failed; {@code TASK_CANCELLED} ends it as cancelled. */
    public void fail(Row task, XapiFailure failure) {
        if (task.exists()) {
            boolean cancelled = failure.code().equals("TASK_CANCELLED");
            task.set("error_info", cancelled ? List.of("TASK_CANCELLED", task.ref()) : failure.description());
            finish(task, cancelled ? "cancelled" : "failure");
        }
    }

    private void finish(Row task, String status) {
        task.set("progress", Value.of(1.0));
        task.set("finished", world.now());
        task.set("allowed_operations", List.of());
        task.set("status", status);
        if (destroyWhenDone.remove(task.ref())) {
            world.database().destroy(task);
        }
    }

    /** Destroys a task now if it has ended, else when it ends. */
    public void destroy(Row task) {
        if (pending(task)) {
            destroyWhenDone.add(task.ref());
        } else {
            world.database().destroy(task);
        }
    }

    public static boolean pending(Row task) {
        String status = task.text("status");
        return status.equals("pending") || status.equals("cancelling");
    }
}
