package io.xcpoperator.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xcpoperator.simulator.conformance.Agreement.Floor;
import io.xcpoperator.simulator.conformance.Comparison.Level;
import io.xcpoperator.simulator.conformance.Replay.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The simulator against recordings of the real daemon. {@code -Dconformance.file=03} replays one file and prints each
 * difference ({@code -Dconformance.show=outcome|shape|values}); {@code -Dconformance.raise=true} raises the floor.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/xcpoperator/simulator/conformance");
    private static final Path FLOOR = FOLDER.resolve("floor.txt");
    private static final String ONLY = System.getProperty("conformance.file", "");
    private static final String SHOW = System.getProperty("conformance.show", ONLY.isEmpty() ? "none" : "shape");

    private final Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    private final Map<String, String> reasons = new TreeMap<>();

    @BeforeAll
    void replay() throws IOException {
        for (String line : Files.readAllLines(FOLDER.resolve("known-differences.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" : ", 2);
                reasons.put(parts[0].strip(), parts[1].strip());
            }
        }
        List<Recording> recordings = Recording.all(FOLDER.resolve("recordings"));
        Atlas atlas = new Atlas(recordings);
        JsonNode vmRecord = recordings.stream()
                .filter(recording -> recording.file().startsWith("02"))
                .map(recording -> recording
                        .experiments()
                        .getFirst()
                        .calls()
                        .getFirst()
                        .parameters()
                        .get(1))
                .findFirst()
                .orElseThrow();
        for (Recording recording : recordings) {
            if (recording.file().startsWith(ONLY)) {
                Stage stage = recording.file().startsWith("11") ? Stage.twoHosts() : Stage.oneHost();
                try (var replay = new Replay(recording, stage, atlas, vmRecord, FOLDER)) {
                    outcomes.put(recording.file(), replay.run());
                }
            }
        }
        System.out.println(report());
    }

    private String report() {
        var text = new StringBuilder();
        outcomes.values()
                .forEach(each -> each.forEach(outcome -> {
                    if (shown(outcome)) {
                        String reason =
                                reasons.containsKey(outcome.key()) ? "  [" + reasons.get(outcome.key()) + "]" : "";
                        text.append(outcome.level())
                                .append("  ")
                                .append(outcome.key())
                                .append("  ")
                                .append(outcome.method());
                        text.append(reason).append('\n');
                        outcome.result().differences().stream()
                                .limit(6)
                                .forEach(difference ->
                                        text.append("    ").append(difference).append('\n'));
                    }
                }));
        text.append('\n').append(Agreement.head()).append('\n');
        Agreement sum = new Agreement(0, 0, 0, 0);
        long unlisted = 0;
        for (Map.Entry<String, List<Outcome>> file : outcomes.entrySet()) {
            Agreement agreement = Agreement.of(file.getValue());
            text.append(agreement.line(file.getKey(), unlisted(file.getValue())))
                    .append('\n');
            sum = sum.plus(agreement);
            unlisted += unlisted(file.getValue());
        }
        return text.append(sum.line("all", unlisted)).append('\n').toString();
    }

    private static boolean shown(Outcome outcome) {
        return switch (SHOW) {
            case "outcome" -> outcome.level() == Level.DIFFERENT;
            case "shape" -> outcome.level().compareTo(Level.SHAPE) < 0;
            case "values" -> outcome.level() != Level.VALUES;
            default -> false;
        };
    }

    private long unlisted(List<Outcome> file) {
        return file.stream()
                .filter(outcome -> outcome.level() == Level.DIFFERENT && !reasons.containsKey(outcome.key()))
                .count();
    }

    @Test
    void agreesAtLeastAsOftenAsBefore() throws IOException {
        List<Floor> floors = Floor.read(Files.readAllLines(FLOOR));
        if (Boolean.getBoolean("conformance.raise")) {
            raise(floors);
        }
        var fallen = new ArrayList<String>();
        for (Floor floor : floors) {
            if (outcomes.containsKey(floor.file())) {
                Agreement now = Agreement.of(outcomes.get(floor.file()));
                if (!floor.holds(now)) {
                    fallen.add(floor.line() + "  but now " + now);
                }
            }
        }
        assertThat(fallen).as("files that agree less than %s demands", FLOOR).isEmpty();
    }

    private void raise(List<Floor> floors) throws IOException {
        var byFile = new TreeMap<String, Floor>();
        floors.forEach(floor -> byFile.put(floor.file(), floor));
        outcomes.forEach((file, each) -> byFile.compute(
                file, (name, floor) -> (floor == null ? new Floor(name, 0, 0) : floor).raisedTo(Agreement.of(each))));
        var lines = new ArrayList<String>();
        lines.add("# Calls of each file that agree: in success or error code, then in shape too. Only rises:");
        lines.add("# ConformanceTest with -Dconformance.raise=true writes it.");
        byFile.values().forEach(floor -> lines.add(floor.line()));
        Files.write(FLOOR, lines);
    }

    @Test
    void everyDifferenceIsListedWithItsReasonAndNoOtherCall() {
        List<String> differing = outcomes.values().stream()
                .flatMap(List::stream)
                .filter(outcome -> outcome.level() == Level.DIFFERENT)
                .map(Outcome::key)
                .toList();
        if (ONLY.isEmpty()) {
            assertThat(differing).as("differences").containsExactlyInAnyOrderElementsOf(reasons.keySet());
        }
    }
}
