package io.xcpoperator.simulator.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the plug-in prints: JSON in these shapes (facts: updater.py). */
final class Replies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Replies() {}

    static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The texts of a JSON object; fails with {@link JsonProcessingException} when it is none. */
    static Map<String, String> read(String text) throws JsonProcessingException {
        var texts = new TreeMap<String, String>();
        JSON.readTree(text)
                .properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    static List<Map<String, Object>> packages(List<RpmPackage> packages) {
        return packages.stream().map(Replies::entry).toList();
    }

    private static Map<String, Object> entry(RpmPackage each) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", each.name());
        entry.put("version", each.version());
        entry.put("release", each.release());
        entry.put("description", each.summary());
        entry.put("changelog", each.latestChange().<Object>map(Replies::change).orElseGet(NullNode::getInstance));
        entry.put("url", each.url());
        entry.put("size", each.sizeBytes());
        entry.put("license", each.license());
        return entry;
    }

    private static Map<String, Object> change(RpmPackage.Changelog change) {
        return Map.of(
                "date", change.date().getEpochSecond(),
                "author", change.author(),
                "description", change.description());
    }

    static Map<String, Object> run(List<String> command, String standardOutput) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("stdout", standardOutput);
        answer.put("stderr", "");
        answer.put("command", command);
        answer.put("returncode", 0);
        return answer;
    }
}
