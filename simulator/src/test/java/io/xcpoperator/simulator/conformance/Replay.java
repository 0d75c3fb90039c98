package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xcpoperator.simulator.conformance.Comparison.Level;
import io.xcpoperator.simulator.conformance.Comparison.Result;
import io.xcpoperator.simulator.conformance.Recording.Experiment;
import io.xcpoperator.simulator.conformance.Recording.RecordedCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Replays one file of recordings on a fresh pool, in order, and compares call by call. */
final class Replay implements AutoCloseable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMillis(400);

    private final Recording recording;
    private final Stage stage;
    private final Ids ids = new Ids();
    private final Comparison comparison = new Comparison(ids);
    private final LookUps lookUps;
    private final HttpReplay http;
    private final UnrecordedSteps steps;
    private final CleanUps cleanUps;

    /** What came of one call. */
    record Outcome(String experiment, int index, String method, Result result) {
        /** How the lists of differences name it. */
        String key() {
            return experiment + "#" + index;
        }

        Level level() {
            return result.level();
        }
    }

    Replay(Recording recording, Stage stage, Atlas atlas, JsonNode vmRecord, Path folder) {
        this.recording = recording;
        this.stage = stage;
        this.lookUps = new LookUps(stage, ids, atlas, new Props(stage, vmRecord), folder.resolve("unrecorded.csv"));
        this.http = new HttpReplay(stage, ids);
        this.steps = new UnrecordedSteps(stage, ids, lookUps, folder.resolve("unrecorded-steps.txt"));
        this.cleanUps = new CleanUps(stage, ids);
    }

    List<Outcome> run() {
        var outcomes = new ArrayList<Outcome>();
        for (Experiment experiment : recording.experiments()) {
            stage.logIn();
            prepare(experiment);
            Interventions.before(experiment, stage);
            outcomes.addAll(run(experiment));
            Interventions.after(experiment, stage);
        }
        return outcomes;
    }

    private void prepare(Experiment experiment) {
        try {
            lookUps.prepare(experiment);
        } catch (IllegalStateException e) {
            // what could not be made shows in the calls that use it
        }
    }

    private List<Outcome> run(Experiment experiment) {
        var outcomes = new ArrayList<Outcome>();
        for (int index = 0; index < experiment.calls().size(); index++) {
            RecordedCall call = experiment.calls().get(index);
            if (!call.http() && !call.answered()) {
                continue;
            }
            Result result;
            try {
                steps.before(experiment.id() + "#" + index);
                cleanUps.before(call);
                result = call.http() ? http.run(experiment, call) : run(experiment, call);
            } catch (IllegalStateException e) {
                result = new Result(Level.DIFFERENT, List.of("could not be prepared: " + e.getMessage()));
            }
            outcomes.add(new Outcome(experiment.id(), index, call.method(), result));
        }
        return outcomes;
    }

    private Result run(Experiment experiment, RecordedCall call) {
        lookUps.prepare(call, stateOf(experiment));
        Answer recorded = call.answer();
        boolean changes =
                experiment.node().has("changed_fields") || experiment.node().has("gone");
        String subject = changes ? ids.ours(call.parameters().get(1).asText()) : "";
        JsonNode before = changes ? stage.record("VM", subject) : NODES.missingNode();
        Answer ours = stage.call(
                hostOf(call),
                call.method(),
                parameters(call, recorded),
                recorded.outcome().equals("no answer") ? SILENCE : PATIENCE);
        stage.settle(call.method(), ours);
        Result result = comparison.compare(recorded, ours);
        if (recorded.ok() && ours.ok()) {
            ids.learn(recorded.value(), ours.value());
        }
        if (changes && result.level() != Level.DIFFERENT) {
            result = worse(result, changed(experiment, before, stage.record("VM", subject)));
        }
        for (String kept : List.of("record_fields", "after")) {
            if (call.node().has(kept) && result.level() != Level.DIFFERENT) {
                result = worse(result, fields(call, call.node().get(kept)));
            }
        }
        return result;
    }

    /** In file 03 the experiment's name begins with the state of its VM. */
    private String stateOf(Experiment experiment) {
        if (!recording.file().startsWith("03")) {
            return "Halted";
        }
        return experiment.id().startsWith("allowed-")
                ? experiment.id().substring("allowed-".length())
                : experiment.id().substring(0, experiment.id().indexOf('|'));
    }

    private static int hostOf(RecordedCall call) {
        return call.node().path("sent_to").asText().startsWith("slave") ? 1 : 0;
    }

    /** With our identifiers and session; nothing happens while {@code event.from} waits, so it waits less. */
    private List<JsonNode> parameters(RecordedCall call, Answer recorded) {
        boolean refused = recorded.outcome().equals("SESSION_INVALID");
        String session = refused ? stage.previousSession() : stage.session();
        var parameters = new ArrayList<JsonNode>();
        for (JsonNode each : call.parameters()) {
            parameters.add(each.asText().equals("$session") ? NODES.textNode(session) : ids.ours(each));
        }
        if (call.method().equals("event.from") && parameters.size() == 4) {
            JsonNode timeout = parameters.get(3);
            if (timeout.isFloatingPointNumber() && timeout.asDouble() > 0.2) {
                parameters.set(3, NODES.numberNode(0.2));
            }
        }
        return parameters;
    }

    private Result changed(Experiment experiment, JsonNode before, JsonNode after) {
        boolean gone = experiment.node().path("gone").asBoolean();
        if (gone || after.isMissingNode()) {
            return gone && after.isMissingNode()
                    ? new Result(Level.VALUES, List.of())
                    : new Result(Level.OUTCOME, List.of(gone ? "the VM is still there" : "the VM is gone"));
        }
        JsonNode recorded = experiment.node().path("changed_fields");
        var expected = new TreeSet<String>();
        recorded.fieldNames().forEachRemaining(expected::add);
        var found = new TreeSet<String>();
        before.fieldNames().forEachRemaining(name -> {
            if (!before.path(name).equals(after.path(name))) {
                found.add(name);
            }
        });
        if (!expected.contains("consoles")) {
            found.remove("consoles"); // the recorder's hypervisor gave its domains none
        }
        if (!expected.equals(found)) {
            var missing = new TreeSet<>(expected);
            missing.removeAll(found);
            found.removeAll(expected);
            return new Result(Level.OUTCOME, List.of("not changed: " + missing + ", changed too: " + found));
        }
        var differences = new ArrayList<String>();
        recorded.properties().forEach(field -> {
            String name = field.getKey();
            comparison.values(name + " before." + name, field.getValue().get(0), before.path(name), differences);
            comparison.values(name + " after." + name, field.getValue().get(1), after.path(name), differences);
        });
        return new Result(differences.isEmpty() ? Level.VALUES : Level.SHAPE, differences);
    }

    /** Some fields of the call's object afterwards. */
    private Result fields(RecordedCall call, JsonNode recorded) {
        boolean made = call.message().endsWith("create");
        String subject = made
                ? ids.ours(call.node().path("result").asText())
                : ids.ours(call.parameters().get(1).asText());
        JsonNode record = stage.record(call.className(), subject);
        ObjectNode same = NODES.objectNode();
        recorded.fieldNames().forEachRemaining(name -> {
            if (record.has(name)) {
                same.set(name, record.get(name));
            }
        });
        Result result = comparison.results(recorded, same);
        return result.level() == Level.VALUES ? result : new Result(Level.OUTCOME, result.differences());
    }

    private static Result worse(Result one, Result other) {
        return one.level().compareTo(other.level()) <= 0 ? one : other;
    }

    @Override
    public void close() {
        stage.close();
    }
}
