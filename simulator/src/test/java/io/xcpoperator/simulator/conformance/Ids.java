package io.xcpoperator.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which identifier of the simulator stands for which recorded one: references, uuids, event tokens. */
final class Ids {
    private static final Pattern ID =
            Pattern.compile("(OpaqueRef:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern MADE_UP = Pattern.compile("(OpaqueRef:)?((.)\\3{7}|12345678)-.*");
    private static final Pattern TOKEN = Pattern.compile("\\d{20},\\d{20}");

    private final Map<String, String> known = new HashMap<>();

    /** The identifiers in a text, those that never named anything left out. */
    static List<String> in(String text) {
        return ID.matcher(text)
                .results()
                .map(match -> match.group())
                .filter(id -> !MADE_UP.matcher(id).matches())
                .toList();
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String masked(String text) {
        return ID.matcher(text).replaceAll("<id>");
    }

    boolean knows(String recorded) {
        return known.containsKey(recorded);
    }

    boolean taken(String ours) {
        return known.containsValue(ours);
    }

    void bind(String recorded, String ours) {
        known.put(recorded, ours);
    }

    /** The recorded value with our identifiers in the place of recorded ones. */
    JsonNode ours(JsonNode recorded) {
        var nodes = JsonNodeFactory.instance;
        return switch (recorded.getNodeType()) {
            case STRING -> nodes.textNode(ours(recorded.asText()));
            case ARRAY -> {
                var items = nodes.arrayNode();
                recorded.forEach(item -> items.add(ours(item)));
                yield items;
            }
            case OBJECT -> {
                var members = nodes.objectNode();
                recorded.properties().forEach(member -> members.set(ours(member.getKey()), ours(member.getValue())));
                yield members;
            }
            default -> recorded;
        };
    }

    String ours(String recorded) {
        if (TOKEN.matcher(recorded).matches()) {
            return known.getOrDefault(recorded, token(recorded));
        }
        String here = recorded.replace("10.99.0.", "127.0.0."); // where the hosts' addresses are
        return ID.matcher(here).replaceAll(match -> known.getOrDefault(match.group(), match.group()));
    }

    /** A token put together of parts seen before. */
    private String token(String recorded) {
        var parts = new ArrayList<String>();
        for (String part : recorded.split(",")) {
            parts.add(known.getOrDefault("generation " + part, part));
        }
        return String.join(",", parts);
    }

    /** Learns from two answers to the same call which identifier stands for which. */
    void learn(JsonNode recorded, JsonNode ours) {
        if (recorded.isTextual() && ours.isTextual()) {
            learn(recorded.asText(), ours.asText());
        } else if (recorded.isArray() && ours.isArray()) {
            if (recorded.size() == ours.size()
                    && (recorded.size() == 1 || !recorded.path(0).isTextual())) {
                for (int index = 0; index < recorded.size(); index++) {
                    learn(recorded.get(index), ours.get(index));
                }
            }
        } else if (recorded.isObject() && ours.isObject()) {
            recorded.properties().forEach(member -> {
                String name = known.getOrDefault(member.getKey(), member.getKey());
                if (ours.has(name)) {
                    learn(member.getValue(), ours.get(name));
                }
            });
        }
    }

    private void learn(String recorded, String ours) {
        if (TOKEN.matcher(recorded).matches() && TOKEN.matcher(ours).matches()) {
            known.put(recorded, ours);
            known.put("generation " + recorded.split(",")[0], ours.split(",")[0]);
            return;
        }
        List<String> theirIds = in(recorded);
        List<String> ourIds = in(ours);
        if (theirIds.size() == ourIds.size()) {
            for (int index = 0; index < theirIds.size(); index++) {
                known.putIfAbsent(theirIds.get(index), ourIds.get(index));
            }
        }
    }
}
